using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Limits;

/// <summary>Tells what measures come to, from the windows of usage that metering keeps: all that is counted by now.</summary>
public sealed class MeasureReader
{
    /// <summary>How far ahead of the customer's time usage is looked for in a window without an end: farther than usage may be stamped.</summary>
    private static readonly Duration MaxAhead = Duration.FromDays(366);

    private readonly ParsedDocuments<AccountSubscriptions> subscriptions;
    private readonly ParsedDocuments<Metric> metrics;
    private readonly CustomerDirectory customers;
    private readonly SubscriptionContexts contexts;
    private readonly UsageReader usage;

    /// <summary>Makes the reader.</summary>
    public MeasureReader(IDocumentStore store, CustomerDirectory customers, Clocks clocks, UsageReader usage)
    {
        subscriptions = new ParsedDocuments<AccountSubscriptions>(store);
        metrics = new ParsedDocuments<Metric>(store);
        contexts = new SubscriptionContexts(store, customers, clocks);
        (this.customers, this.usage) = (customers, usage);
    }

    /// <summary>A customer at a time; null where there is none.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<MeasuredAccount?> OpenAsync(AccountId account, Instant now, CancellationToken cancellation)
    {
        if (await customers.ResolveAsync(account.Tenant, account.Subject, cancellation) is not { } customer)
        {
            return null;
        }

        var all = await subscriptions.ReadAsync(account.ToString(), AccountSubscriptions.DocumentId, cancellation);
        var active = new List<SubscriptionContext>();
        foreach (var subscription in all?.Subscriptions.Where(subscription => subscription.ActivatedAt is not null) ?? [])
        {
            active.Add((await contexts.FindAsync(account.Tenant, subscription.Id, cancellation))!);
        }

        return new MeasuredAccount(account, customer, now, active);
    }

    /// <summary>
    /// What a measure comes to in a window: a quantity; or, to 9 digits, what usage costs by the prices of its billing periods. Where a window begins within a billing
    /// period it is what the usage in it adds to the period's cost; <see cref="Exact.Limit"/> for more than can be billed.
    /// </summary>
    /// <param name="account">Whose.</param>
    /// <param name="measure">What is counted.</param>
    /// <param name="window">In which time; borders on whole hours.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<decimal> ReadAsync(MeasuredAccount account, Measure measure, Period window, CancellationToken cancellation)
    {
        window = new Period(window.Start, Instant.Min(window.End, UsageWindow.HourOf(account.Now + MaxAhead)));
        if (measure is { Kind: MeasureKind.Quantity, MetricId: { } one })
        {
            var metric = await MetricAsync(account, one, cancellation);
            return (await UsedAsync(account, metric, window, allGroups: false, cancellation)).Total(metric.Aggregation).Quantity(metric.Aggregation);
        }

        try
        {
            return await SpendAsync(account, measure, window, cancellation);
        }
        catch (OverflowException)
        {
            // More than can be billed is above every cap and threshold; the account stops at its closing, and says why.
            return Exact.Limit;
        }
    }

    private async Task<decimal> SpendAsync(MeasuredAccount account, Measure measure, Period window, CancellationToken cancellation)
    {
        var cost = default(ExactAmount);
        foreach (var context in account.Subscriptions)
        {
            for (var index = context.Calendar.IndexOf(window.Start) ?? 0; context.At(index) is { } at && at.Period.Start < window.End; index++)
            {
                if (measure.PlanId is null || measure.PlanId == at.Billed.Phase.PlanId)
                {
                    cost += await CostAsync(account, measure, context.Currency, at, window, cancellation);
                }
            }
        }

        return cost.Round(Exact.MaxScale);
    }

    /// <summary>How much of a metric was used in each of some periods, which are in order; borders on whole hours.</summary>
    internal async Task<IReadOnlyList<decimal>> ReadEachAsync(
        MeasuredAccount account, Id<Metric> id, IReadOnlyList<Period> periods, CancellationToken cancellation)
    {
        var metric = await MetricAsync(account, id, cancellation);
        var read = await usage.ReadAsync(account.Account, metric, periods, covers: null, allGroups: false, cancellation);
        return [.. read.Select(bucket => bucket.Total(metric.Aggregation).Quantity(metric.Aggregation))];
    }

    private async Task<ExactAmount> CostAsync(
        MeasuredAccount account, Measure measure, Currency currency, SubscriptionPeriod billed, Period window, CancellationToken cancellation)
    {
        var period = MeasuredAccount.Whole(billed.Period);
        var inside = new Period(Instant.Max(period.Start, window.Start), Instant.Max(Instant.Max(period.Start, window.Start), Instant.Min(period.End, window.End)));
        var cost = default(ExactAmount);
        foreach (var price in billed.Billed.Prices.Where(price => MeasuredAccount.Counts(measure, price)))
        {
            var metric = await MetricAsync(account, price.MetricId!.Value, cancellation);
            async Task<ExactAmount> RateAsync(Instant from, Instant to) => from == to
                ? default
                : RatedUsage.Of(price, metric, await UsedAsync(account, metric, new Period(from, to), price.Model.NeedsGroups, cancellation), currency).Unrounded;
            cost += price.Model.IsByEvent
                ? await RateAsync(inside.Start, inside.End)
                : await RateAsync(period.Start, inside.End) - await RateAsync(period.Start, inside.Start);
        }

        return cost;
    }

    private async Task<Bucketed> UsedAsync(MeasuredAccount account, Metric metric, Period period, bool allGroups, CancellationToken cancellation) =>
        (await usage.ReadAsync(account.Account, metric, [period], covers: null, allGroups, cancellation))[0];

    private async Task<Metric> MetricAsync(MeasuredAccount account, Id<Metric> id, CancellationToken cancellation) =>
        await metrics.ReadAsync(CatalogPartition.Of(account.Account.Tenant), id.ToString(), cancellation)
            ?? throw new DamagedStoreException($"Metric {id} of a measure is missing.");
}
