using Tallystick.Core.Limits;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Limits;

/// <summary>The windows of measures in requests.</summary>
internal static class MeasureWindows
{
    public static MeasureWindow Read(Check check, string? window) => check.OneOf(
        "window",
        check.Required("window", window),
        MeasureWindow.Month,
        ("BILLING_PERIOD", MeasureWindow.BillingPeriod),
        ("DAY", MeasureWindow.Day),
        ("WEEK", MeasureWindow.Week),
        ("MONTH", MeasureWindow.Month));
}
