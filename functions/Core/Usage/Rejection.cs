using Tallystick.Core.Catalog;

namespace Tallystick.Core.Usage;

/// <summary>Why an event in the log does not count. It is kept, and can be replayed when the cause is mended.</summary>
/// <param name="Code">A stable name, UPPER_SNAKE_CASE.</param>
/// <param name="Message">One sentence for the merchant.</param>
public sealed record Rejection(string Code, string Message)
{
    /// <summary>Of an event whose quantity at its price is no lawful amount.</summary>
    internal static Rejection TooLarge(Metric metric) => new("AMOUNT_TOO_LARGE", $"The event comes to 10^15 or more of metric '{metric.Name}' ({metric.Id}).");
}
