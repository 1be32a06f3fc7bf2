using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Limits;

/// <summary>What has to be known of a customer to count. Pure.</summary>
/// <param name="Account">Whose account.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Now">The customer's time.</param>
/// <param name="Subscriptions">The subscriptions that are or were active, oldest first.</param>
internal sealed record MeasuredAccount(AccountId Account, Customer Customer, Instant Now, IReadOnlyList<SubscriptionContext> Subscriptions)
{
    /// <summary>True where a measure counts anything for this customer now.</summary>
    internal bool IsConcerned(Measure measure) =>
        (measure.CustomerId is null || measure.CustomerId == Customer.Id)
        && (measure.PlanId is null || Current(measure).Any())
        && (measure.Kind != MeasureKind.Spend || Subscriptions.Any(subscription => subscription.Currency == measure.Currency));

    /// <summary>The metrics whose use counts: those that are priced now, or the one of a quantity.</summary>
    internal IReadOnlySet<string> MetricsOf(Measure measure) => measure is { Kind: MeasureKind.Quantity, MetricId: { } one }
        ? new HashSet<string> { one.ToString() }
        : Current(measure).SelectMany(current => current.Billed.Prices).Where(price => Counts(measure, price)).Select(price => price.MetricId!.Value.ToString()).ToHashSet();

    /// <summary>The window that it is now, its borders taken down to whole hours.</summary>
    internal Period WindowOf(Measure measure)
    {
        var period = measure.Window switch
        {
            MeasureWindow.Day => CalendarAt(BillingCadence.Day),
            MeasureWindow.Week => CalendarAt(BillingCadence.Week),
            MeasureWindow.BillingPeriod when BillingPeriodOf(measure) is { } billed => billed,
            _ => CalendarAt(BillingCadence.Month),
        };
        return Whole(period);
    }

    /// <summary>Today, and as many days before it as the customer has been there for as a whole, at most so many; earliest first.</summary>
    internal IReadOnlyList<Period> DaysUpToNow(int before)
    {
        var zone = TimeZones.Find(Customer.TimeZone);
        var today = Now.InZone(zone).Date;
        Instant StartOf(int daysAgo) => UsageWindow.HourOf(today.PlusDays(-daysAgo).AtMidnight().InZoneLeniently(zone).ToInstant());
        return
        [
            .. Enumerable.Range(0, before + 1).Select(daysAgo => new Period(StartOf(daysAgo), StartOf(daysAgo - 1)))
                .TakeWhile((day, daysAgo) => daysAgo == 0 || day.Start >= Customer.CreatedAt).Reverse(),
        ];
    }

    /// <summary>A period with its borders taken down to whole hours.</summary>
    internal static Period Whole(Period period) => new(UsageWindow.HourOf(period.Start), UsageWindow.HourOf(period.End));

    /// <summary>True for a price of usage that a spend counts.</summary>
    internal static bool Counts(Measure measure, Price price) => price.MetricId is { } metric && (measure.MetricId is null || measure.MetricId == metric);

    private Period? BillingPeriodOf(Measure measure)
    {
        var current = Current(measure).ToList();
        return (current.Find(period => measure.MetricId is { } metric && period.Billed.Phase.MetricIds.Contains(metric)) ?? current.FirstOrDefault())?.Period;
    }

    private IEnumerable<SubscriptionPeriod> Current(Measure measure) =>
        Subscriptions.Select(PeriodNow).OfType<SubscriptionPeriod>().Where(period => measure.PlanId is null || measure.PlanId == period.Billed.Phase.PlanId);

    private SubscriptionPeriod? PeriodNow(SubscriptionContext context) =>
        context.Calendar.IndexOf(Now) is { } index && context.At(index) is { } at && at.Period.Contains(Now) ? at : null;

    private Period CalendarAt(BillingCadence cadence)
    {
        var zone = TimeZones.Find(Customer.TimeZone);
        var start = cadence.AlignedAt(Now.InZone(zone).Date).AtMidnight();
        return new Period(start.InZoneLeniently(zone).ToInstant(), cadence.After(start, 1).InZoneLeniently(zone).ToInstant());
    }
}
