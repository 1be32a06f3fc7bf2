using NodaTime;
using Tallystick.Core.Limits;
using Tallystick.Core.Usage;
using Tallystick.Http.Binding;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Http.Limits;

/// <summary>The windows of measures in requests and answers.</summary>
internal static class MeasureWindows
{
    /// <summary>False where nobody knows when a window ends: that of a trial or a pause without an end.</summary>
    public static bool HasEnd(Period window) => window.End < UsageWindow.HourOf(Instant.MaxValue);

    public static MeasureWindow? Read(Check check, string? window) => check.OneOf(
        "window",
        window,
        default(MeasureWindow?),
        ("BILLING_PERIOD", MeasureWindow.BillingPeriod),
        ("DAY", MeasureWindow.Day),
        ("WEEK", MeasureWindow.Week),
        ("MONTH", MeasureWindow.Month));
}
