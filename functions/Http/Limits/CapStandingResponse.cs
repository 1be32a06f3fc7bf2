using NodaTime;
using Tallystick.Core.Limits;

namespace Tallystick.Http.Limits;

/// <summary>How a customer stands to a cap.</summary>
/// <param name="WindowStart">When the current window began.</param>
/// <param name="WindowEnd">When the next one begins; null where nobody knows.</param>
/// <param name="Used">What was used or spent in it, as far as it is counted.</param>
/// <param name="Reserved">What open entitlements may still use.</param>
/// <param name="Left">What may still be reserved, 0 or more.</param>
internal sealed record CapStandingResponse(Instant WindowStart, Instant? WindowEnd, decimal Used, decimal Reserved, decimal Left)
{
    public static CapStandingResponse Of(CapStanding standing) => new(
        standing.Window.Start,
        MeasureWindows.HasEnd(standing.Window) ? standing.Window.End : null,
        standing.Used,
        standing.Reserved,
        standing.Left);
}
