using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>A line that a merchant adds to a draft: a given fact, which the log does not tell. Never changed.</summary>
public sealed record ManualLine : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "line";

    /// <summary>The line's id; it stays while other lines come and go.</summary>
    public required Id<ManualLine> Id { get; init; }

    /// <summary>What the invoice calls it, 1 to 200 characters.</summary>
    public required string Description { get; init; }

    /// <summary>How much.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The price of one, to be shown.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>What it comes to, of either sign and not 0, in whole minor units of the invoice's currency; includes tax where the invoice's prices do.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Tax as a fraction, 0 to 1, at most 9 digits after the point.</summary>
    public required decimal TaxRate { get; init; }

    /// <summary>When it was added, by the customer's clock.</summary>
    public required Instant AddedAt { get; init; }
}
