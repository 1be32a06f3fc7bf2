using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Nodes;
using Tallystick.Tests.Simulation.Scenarios;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Counters say what the counted events come to, in any period and for whole tenants.</summary>
internal sealed class CounterAudit(Action<string, string> fail, Services services, Random random)
{
    private const string Law = "COUNTERS_ARE_THE_COUNTED_EVENTS";
    private const int Hours = 24 * 400;
    private static readonly Instant First = Scenario.Start - Duration.FromDays(185);

    /// <summary>Asks for every account and metric.</summary>
    internal async Task CheckAsync(NaiveBook book, Scenario scenario, IEnumerable<AccountFacts> known)
    {
        foreach (var tenant in scenario.Subscribers.GroupBy(subscriber => subscriber.Tenant))
        {
            List<AccountId> accounts = [.. known.Select(facts => facts.Account).Where(account => account.Tenant == tenant.Key)];
            foreach (var metric in tenant.First().Metrics)
            {
                var periods = AnyPeriods();
                foreach (var account in accounts)
                {
                    await CheckAsync(account, metric, periods, EventsOf(book, [account], metric));
                }

                await CheckTenantAsync(tenant.Key, metric, EventsOf(book, accounts, metric));
            }
        }
    }

    private static List<LoggedEvent> EventsOf(NaiveBook book, IReadOnlyList<AccountId> accounts, Metric metric) =>
        [.. accounts.SelectMany(account => book.Standing(account)).Where(one => one.Body.Metric == metric.Id.ToString())];

    private async Task CheckAsync(AccountId account, Metric metric, IReadOnlyList<Period> periods, List<LoggedEvent> events)
    {
        var read = await services.Usage.ReadAsync(account, metric, periods, covers: null, allGroups: false, default);
        foreach (var bucket in read)
        {
            var total = bucket.Total(metric.Aggregation);
            List<LoggedEvent> expected = [.. events.Where(one => bucket.Period.Contains(one.OccurredAt))];
            Compare($"{account} {metric.Name} {bucket.Period}", metric, expected, total.Quantity(metric.Aggregation), total.Events);
        }
    }

    private async Task CheckTenantAsync(Tallystick.Core.Tenancy.Tenant tenant, Metric metric, List<LoggedEvent> events)
    {
        // Which of two values is the latest is told by positions, which are compared within an account.
        if (metric.Aggregation != Aggregation.Latest)
        {
            var whole = new Period(First, First + Duration.FromHours(Hours));
            var answer = await services.Queries.AskAsync(tenant, new MeterQuery { Metric = metric, Windows = [whole] }, default);
            Compare($"{tenant} {metric.Name}", metric, events, answer.Total, answer.Windows[0].Events);
        }
    }

    private void Compare(string what, Metric metric, List<LoggedEvent> expected, decimal quantity, long count)
    {
        var should = Quantities.Of(metric.Aggregation, expected);
        if (quantity != should || count != expected.Count)
        {
            fail(Law, $"{what}: {metric.Aggregation} of {count} events is {quantity}, and should be {should} of {expected.Count}");
        }
    }

    // Stretches that tile all the time that anything is reported about; their borders part hours, and most are where most happens.
    private List<Period> AnyPeriods()
    {
        var borders = Enumerable.Range(0, 2).Select(_ => Scenario.Start + Duration.FromMinutes(random.Next(-48 * 60, 96 * 60)))
            .Append(First + Duration.FromMinutes(random.Next(1, Hours * 60))).Order().ToList();
        List<Instant> all = [First, .. borders, First + Duration.FromHours(Hours)];
        return [.. all.Zip(all.Skip(1)).Where(pair => pair.First < pair.Second).Select(pair => new Period(pair.First, pair.Second))];
    }
}
