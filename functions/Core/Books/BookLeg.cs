using NodaTime;

namespace Tallystick.Core.Books;

/// <summary>One leg of an entry.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">A debit above 0, a credit below; in the entry's currency, at most 9 digits after the point; never 0.</param>
public sealed record BookLeg(BookAccount Account, decimal Amount)
{
    /// <summary>Of revenue, the price that it was rated by, or that a discount is on; null where there is none.</summary>
    public string? PriceId { get; init; }

    /// <summary>Of revenue, the metric that was used; null for a fee, and for what a plan says of all its prices.</summary>
    public string? MetricId { get; init; }

    /// <summary>Of revenue, the first instant of the time that was charged for; null for all else.</summary>
    public Instant? For { get; init; }
}
