using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Grants;

/// <summary>How a grant comes again. Intervals are counted from <c>effectiveAt</c>, in the customer's time zone.</summary>
/// <param name="Interval">P1D, P1W, P1M, P3M or P1Y. Required.</param>
/// <param name="RolloverMinimum">The least that goes on into the next interval, what is missing being granted as well; 0 unless given.</param>
/// <param name="RolloverMaximum">The most that goes on into the next interval; the rest expires. 0 unless given.</param>
/// <param name="EndsAt">No interval begins at or after it; open unless given.</param>
internal sealed record RecurrenceBody(string? Interval, decimal? RolloverMinimum, decimal? RolloverMaximum, Instant? EndsAt)
{
    public static RecurrenceBody? Of(Core.Wallets.GrantRecurrence? recurrence) => recurrence is null
        ? null
        : new(recurrence.Interval.ToString(), recurrence.RolloverMinimum, recurrence.RolloverMaximum, recurrence.EndsAt);

    public BillingCadence IntervalFor(Check check)
    {
        var text = check.Text("interval", Interval, 20);
        check.That(BillingCadence.TryParse(text, out var interval) || text.Length == 0, "interval", "One of P1D, P1W, P1M, P3M, P1Y is expected.", "UNKNOWN_VALUE");
        return interval;
    }
}
