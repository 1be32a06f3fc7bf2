using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Tenancy;

/// <summary>Someone who sells the use of an API.</summary>
/// <param name="Id">The merchant's id.</param>
/// <param name="Name">What invoices call the merchant.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Merchant(Id<Merchant> Id, string Name, Instant CreatedAt) : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "org";

    /// <summary>What else invoices say of the merchant; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Seller? Seller { get; init; }
}
