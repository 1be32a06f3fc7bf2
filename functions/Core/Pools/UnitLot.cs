using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Pools;

/// <summary>Units of one grant that pay for the usage of some hours, while they are drawn.</summary>
public sealed class UnitLot
{
    private readonly ComingLot coming;

    internal UnitLot(ComingLot coming, Instant? voidedAt, decimal drawn)
    {
        (this.coming, Drawn) = (coming, drawn);
        From = UsageWindow.HourOf(coming.At);
        IsVoided = voidedAt is not null && !(coming.ExpiresAt <= voidedAt);
        var end = IsVoided ? voidedAt : coming.ExpiresAt;
        Until = end is { } at ? Instant.Max(From, UsageWindow.HourOf(at)) : Instant.MaxValue;
    }

    /// <summary>Which grant's, and which time.</summary>
    public LotId Id => coming.Id;

    /// <summary>What its place among others goes by.</summary>
    internal Lot Order => coming.ToLot();

    internal GrantRecurrence? Recurrence => coming.Recurrence;

    /// <summary>The first hour whose usage it pays for.</summary>
    public Instant From { get; }

    /// <summary>The first hour whose usage it does not pay for any more.</summary>
    public Instant Until { get; }

    /// <summary>True where the merchant took it back before it was over.</summary>
    public bool IsVoided { get; }

    /// <summary>What usage took.</summary>
    public decimal Drawn { get; internal set; }

    /// <summary>What it brings with what the lot before left.</summary>
    public decimal Total { get; internal set; }

    /// <summary>What the grant brings with it: less than <see cref="Total"/> by what was carried over.</summary>
    public decimal Granted { get; internal set; }

    /// <summary>What goes on into the next lot.</summary>
    public decimal Carried { get; internal set; }

    /// <summary>The least that <see cref="Total"/> may be, for what was drawn of it and of those that it was carried into.</summary>
    public decimal Needed { get; internal set; }

    /// <summary>What usage may still take.</summary>
    public decimal Free => Total - Needed;

    /// <summary>True where it pays for the usage of an hour.</summary>
    public bool PaysAt(Instant hour) => From <= hour && hour < Until;
}
