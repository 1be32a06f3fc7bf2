using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Pools;

/// <summary>A grant of units, and what was drawn from it.</summary>
public sealed record PooledGrant
{
    /// <summary>What it brings first; what comes after follows from that.</summary>
    public required ComingLot First { get; init; }

    /// <summary>When the merchant took it back; null where that has not happened.</summary>
    public Instant? VoidedAt { get; init; }

    /// <summary>What usage took, by the number of the lot: as many as have had any taken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<LotShare> Drawn { get; init; }

    /// <summary>Which grant.</summary>
    [JsonIgnore]
    public Id<Grant> Id => First.Id.Grant;
}
