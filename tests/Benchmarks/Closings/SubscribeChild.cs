using System.Globalization;
using System.Text;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Hosting;

namespace Tallystick.Tests.Benchmarks.Closings;

/// <summary>The child process that makes customers, subscriptions and their usage in a data directory.</summary>
internal static class SubscribeChild
{
    private const int CallSize = 1000;
    private const int BatchBytes = 4 * 1024 * 1024;
    private const string EventType = "request";

    internal static async Task RunAsync(string directory, string subscriptions, string windows)
    {
        await using var services = ClosingServices.Open(directory);
        var merchant = await services.Get<Merchants>().CreateAsync("Benchmark", services.Time.Now, default);
        var tenant = new Tenant(merchant.Merchant.Id, Mode.Live);
        var plan = await DefineAsync(services, tenant);
        var customers = new List<Id<Customer>>();
        foreach (var some in Enumerable.Range(0, int.Parse(subscriptions, CultureInfo.InvariantCulture)).Chunk(CallSize))
        {
            customers.AddRange(await Task.WhenAll(some.Select(number => SubscribeAsync(services, tenant, plan, number))));
        }

        foreach (var hour in Enumerable.Range(0, int.Parse(windows, CultureInfo.InvariantCulture)))
        {
            await UseAsync(services, tenant, customers, services.Time.Now + Duration.FromHours(hour));
        }
    }

    private static async Task<Id<Plan>> DefineAsync(ClosingServices services, Tenant tenant)
    {
        var now = services.Time.Now;
        var ids = services.Get<IIdSource>();
        var product = new Product { Id = ids.Next<Product>(), Name = "API", CreatedAt = now };
        await services.Get<Products>().AddAsync(tenant, product, default);
        var metric = new Metric
        {
            Id = ids.Next<Metric>(),
            Name = "Requests",
            Unit = "request",
            Aggregation = Aggregation.Sum,
            EventType = EventType,
            ValueProperty = PropertyPath.TryParse("$.n", out var path) ? path : null,
            CreatedAt = now,
            EffectiveAt = now,
        };
        (await services.Get<Metrics>().AddAsync(tenant, metric, default)).OrThrow();
        var price = new Price
        {
            Id = ids.Next<Price>(),
            MetricId = metric.Id,
            InvoiceDisplayName = "Requests",
            PaymentTerm = PaymentTerm.InArrears,
            Model = new StandardPrice(0.01m),
            CreatedAt = now,
        };
        var terms = new PlanTerms
        {
            ProductId = product.Id,
            Name = "Monthly",
            Currency = Currency.Parse("USD"),
            BillingCadence = BillingCadence.Month,
        };
        return (await services.Get<Plans>().CreateAsync(tenant, terms, [new PriceChoice("prices[0]", default, price)], now, default)).OrThrow().Id;
    }

    private static async Task<Id<Customer>> SubscribeAsync(ClosingServices services, Tenant tenant, Id<Plan> plan, int number)
    {
        var customer = new Customer { Id = services.Get<IIdSource>().Next<Customer>(), Name = $"Customer {number}", CreatedAt = services.Time.Now };
        (await services.Get<CustomerRegister>().AddAsync(tenant, customer, default)).OrThrow();
        var wanted = new NewSubscription(customer.Id, plan, "Monthly", services.Time.Now);
        (await services.Get<SubscriptionStarter>().StartAsync(tenant, wanted, default)).OrThrow();
        return customer.Id;
    }

    private static async Task UseAsync(ClosingServices services, Tenant tenant, List<Id<Customer>> customers, Instant at)
    {
        var log = services.Get<IEventLog>();
        foreach (var some in customers.Chunk(CallSize))
        {
            var events = some.Select(customer => (AccountId.Of(tenant, customer), EventOf($"{customer} {at}", at)));
            await log.AppendAsync(Packing.Pack([.. events]), default);
        }

        await MeterAsync(services, log);
    }

    private static async Task MeterAsync(ClosingServices services, IEventLog log)
    {
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var last = await log.LastSequenceAsync(partition, default);
            while (await services.Get<MeterProgress>().NextAsync(log, partition, default) is var next && next <= last)
            {
                var slice = await log.ReadAsync(partition, next, BatchBytes, only: null, default);
                await services.Get<Metering>().ConsumeAsync(partition, slice.Records, default);
            }
        }
    }

    private static UsageEvent EventOf(string key, Instant at) => new()
    {
        Key = key,
        OccurredAt = at,
        TimestampGiven = true,
        Type = EventType,
        Source = "benchmark",
        Data = Encoding.UTF8.GetBytes("""{"n":7}"""),
    };
}
