using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Tests.Simulation.Nodes;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Draws merchants, metrics, plans and customers.</summary>
internal sealed class Definitions(Random random)
{
    private static readonly Currency Usd = Currency.Parse("USD");
    private static readonly Instant Before = Scenario.Start - Duration.FromDays(2);
    private static readonly Aggregation[] Others =
        [Aggregation.Count, Aggregation.Max, Aggregation.Min, Aggregation.Latest, Aggregation.Avg, Aggregation.UniqueCount];

    private static readonly decimal[] UnitPrices = [0.01m, 0.25m, 1m, 0.333333333m, 2.5m, 0.005m];

    /// <summary>The subscribers of one tenant. All have the tenant's plan.</summary>
    internal List<Subscriber> Subscribers(int tenantNumber)
    {
        var tenant = new Tenant(Id<Merchant>.Of($"merchant{tenantNumber}"), random.Next(4) == 0 ? Mode.Test : Mode.Live);
        List<Metric> metrics =
        [
            MetricOf("arrears", Aggregation.Sum),
            MetricOf("instant", Aggregation.Sum),
            MetricOf("other", Others[random.Next(Others.Length)]),
        ];
        
        // Of every two merchants one bills what comes late by notes.
        var version = VersionOf(metrics, tenantNumber % 2 == 0 ? LateEventPolicy.NextInvoice : LateEventPolicy.CreditOrDebitNote);
        return [.. Enumerable.Range(0, random.Next(1, 4)).Select(number => SubscriberOf(tenant, (tenantNumber * 10) + number, version, metrics))];
    }

    /// <summary>A customer who comes later, with an external id.</summary>
    internal static Customer Latecomer(int number) => CustomerOf(900 + number) with { ExternalId = $"shop-{number}" };

    /// <summary>Writes the definitions, before anything can go wrong.</summary>
    internal static async Task WriteAsync(Services services, IReadOnlyList<Subscriber> subscribers)
    {
        foreach (var tenant in subscribers.GroupBy(subscriber => subscriber.Tenant))
        {
            var merchant = new Merchant(tenant.Key.Merchant, "Acme", Before);
            var version = tenant.First().Version;
            await CreateAsync(services, "merchants", (merchant.Id.ToString(), merchant.ToBody()));
            await CreateAsync(
                services,
                $"{tenant.Key}/catalog",
                [(version.Id.ToString(), version.ToBody()), .. tenant.First().Metrics.Select(metric => (metric.Id.ToString(), metric.ToBody()))]);
        }

        foreach (var subscriber in subscribers)
        {
            var (tenant, customer) = (subscriber.Tenant, subscriber.Customer);
            await CreateAsync(services, $"{tenant}/customers", (customer.Id.ToString(), customer.ToBody()));
            await CreateAsync(
                services, subscriber.Account.ToString(), (AccountSubscriptions.DocumentId, new AccountSubscriptions([subscriber.Subscription]).ToBody()));
            await services.FirstPeriods.StartedAsync(subscriber.Account, subscriber.Subscription, subscriber.Version, Scenario.Start, default);
        }
    }

    private static async Task CreateAsync(Services services, string partition, params (string Id, ReadOnlyMemory<byte> Body)[] documents) =>
        Assert.True(await services.Store.CommitAsync(partition, [.. documents.Select(one => DocumentWrite.Create(one.Id, one.Body))], default));

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

    private PlanVersion VersionOf(IReadOnlyList<Metric> metrics, LateEventPolicy late) => new()
    {
        Id = Id<PlanVersion>.Of("v"),
        PlanId = Id<Plan>.Of("p"),
        Number = 1,
        Terms = new PlanTerms
        {
            ProductId = Id<Product>.Of("p"),
            Name = "Plan",
            Currency = Usd,
            BillingCadence = BillingCadence.Day,
            LateEventPolicy = late,
            GraceDuration = Duration.FromMinutes(random.Next(0, 4) * 30),
        },
        Prices = [.. metrics.Select(PriceOf)],
        CreatedAt = Before,
        EffectiveAt = Before,
    };

    private Price PriceOf(Metric metric) => new()
    {
        Id = Id<Price>.Of(metric.Name),
        MetricId = metric.Id,
        InvoiceDisplayName = metric.Name,
        PaymentTerm = metric.Name == "instant" ? PaymentTerm.Instant : PaymentTerm.InArrears,
        Model = new StandardPrice(UnitPrices[random.Next(UnitPrices.Length)]),
        CreatedAt = Before,
    };

    // Half of the subscriptions start within an hour, so that the borders of their periods part windows.
    private Subscriber SubscriberOf(Tenant tenant, int number, PlanVersion version, IReadOnlyList<Metric> metrics)
    {
        var customer = CustomerOf(number);
        var start = Scenario.Start - Duration.FromHours(random.Next(0, 24)) - Duration.FromMinutes(random.Next(2) * random.Next(60));
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
            PaymentTermDays = 30,
            CreatedAt = Before,
        };
        return new Subscriber(tenant, customer, subscription, version, metrics);
    }
}
