using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>A cap, and how a customer stands to it.</summary>
/// <param name="Cap">The cap.</param>
/// <param name="Window">The window that it is now; its end is the end of time where nobody knows one.</param>
/// <param name="Used">What was used or spent in it, as far as it is counted.</param>
/// <param name="Reserved">What open reservations may still use.</param>
/// <param name="Metrics">The ids of the metrics whose use counts.</param>
public sealed record CapStanding(Cap Cap, Period Window, decimal Used, decimal Reserved, IReadOnlySet<string> Metrics)
{
    /// <summary>What may still be reserved, 0 or more.</summary>
    public decimal Left => Math.Max(0, Cap.Amount - Used - Reserved);
}
