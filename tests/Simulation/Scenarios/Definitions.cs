using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Draws merchants, metrics, plans and customers.</summary>
internal sealed class Definitions(Random random)
{
    /// <summary>When definitions were made: before anything comes in.</summary>
    internal static readonly Instant Before = Scenario.Start - Duration.FromDays(2);

    private static readonly Currency Usd = Currency.Parse("USD");
    private static readonly Instant MonthsAgo = Instant.FromUtc(2025, 9, 1, 0, 0);
    private static readonly Aggregation[] Others =
        [Aggregation.Count, Aggregation.Max, Aggregation.Min, Aggregation.Latest, Aggregation.Avg, Aggregation.UniqueCount];

    private readonly PlanDrawer plans = new(random, Usd, Before);

    /// <summary>The subscribers of one tenant. All have the tenant's plan.</summary>
    internal List<Subscriber> Subscribers(int tenantNumber)
    {
        var tenant = new Tenant(Id<Merchant>.Of($"merchant{tenantNumber}"), random.Next(3) == 0 ? Mode.Test : Mode.Live);
        List<Metric> metrics =
        [
            MetricOf("arrears", Aggregation.Sum),
            MetricOf("instant", Aggregation.Sum),
            MetricOf("other", Others[random.Next(Others.Length)]),
        ];
        var version = plans.VersionOf(metrics);
        return [.. Enumerable.Range(0, random.Next(1, 4)).Select(number => SubscriberOf(tenant, (tenantNumber * 10) + number, version, metrics))];
    }

    /// <summary>A customer who comes later, with an external id.</summary>
    internal static Customer Latecomer(int number) => CustomerOf(900 + number) with { ExternalId = $"shop-{number}" };

    private static Metric MetricOf(string name, Aggregation aggregation) => new()
    {
        Id = Id<Metric>.Of(name),
        Name = name,
        Unit = "thing",
        Aggregation = aggregation,
        CreatedAt = Before,
        EffectiveAt = Before,
    };

    private static Customer CustomerOf(int number) => new() { Id = Id<Customer>.Of($"{number:D26}"), Name = $"Customer {number}", CreatedAt = Before };

    private Subscriber SubscriberOf(Tenant tenant, int number, PlanVersion version, IReadOnlyList<Metric> metrics)
    {
        var customer = CustomerOf(number) with
        {
            TaxRate = random.Next(4) == 0 ? plans.TaxRateOrNone() : null,
            TestClockId = tenant.Mode == Mode.Test && random.Next(2) == 0 ? Id<TestClock>.Of($"clock{number / 10}").ToString() : null,
        };
        var joinsAt = version.InAdvanceTotal() > 0 || random.Next(5) == 0 ? Duration.FromMinutes(random.Next(0, 12 * 60)) : (Duration?)null;
        var start = StartOf(version.Terms.BillingCadence, joinsAt);
        var subscription = new Subscription
        {
            Id = Id<Subscription>.Of(customer.Id.Suffix + new string('s', 26)),
            CustomerId = customer.Id,
            Name = "s",
            PlanId = version.PlanId,
            PlanVersionId = version.Id,
            Currency = Usd,
            MetricIds = [.. version.MetricIds()],
            StartedAt = start,
            ActivatedAt = start,
            ActivationRecordedAt = Before,
            AutoCharge = random.Next(4) > 0,
            PaymentTermDays = 30,
            CreatedAt = Before,
        };
        return new Subscriber(tenant, customer, subscription, version, metrics) { JoinsAt = joinsAt };
    }

    // Half of the subscriptions start within an hour, so that the borders of their periods part windows. Those that are billed by the month have some
    // months behind them, and a border within the scenario.
    private Instant StartOf(BillingCadence cadence, Duration? joinsAt)
    {
        var minutes = Duration.FromMinutes(random.Next(2) * random.Next(60));
        var hours = Duration.FromHours(random.Next(0, 24));
        return cadence == BillingCadence.Month ? MonthsAgo + hours + minutes
            : joinsAt is { } later && random.Next(3) == 0 ? Scenario.Start + later + minutes
            : Scenario.Start - hours - minutes;
    }
}
