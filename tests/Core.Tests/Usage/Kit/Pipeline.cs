using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Proofs;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;
using Period = Tallystick.Core.Values.Period;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage.Kit;

/// <summary>The metering pipeline in memory, with one customer, and a plan whose metric 1 is billed in arrears and metric 2 at once.</summary>
internal sealed class Pipeline
{
    internal const decimal InstantPrice = 0.25m;

    private Pipeline(ManualTime time, int partitions)
    {
        Time = time;
        Claims = new MemoryClaimStore(time);
        Log = new MemoryEventLog(time, partitions);
    }

    internal ManualTime Time { get; }

    internal IEventLog Log { get; private set; }

    internal MemoryClaimStore Claims { get; }

    internal MemoryDocumentStore Store { get; } = new();

    internal MemoryBlobStore Blobs { get; } = new();

    internal Id<Tallystick.Core.Customers.Subscription> Subscription { get; } = Id<Tallystick.Core.Customers.Subscription>.Of("00000000000000000000000001" + new string('s', 26));

    internal Instant Start => Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>Makes it. Metric 1 costs 2 and metric 2 0.25 each, unless there are other prices.</summary>
    internal static async Task<Pipeline> CreateAsync(
        int partitions = 1, LateEventPolicy late = LateEventPolicy.NextInvoice, PriceModel? arrears = null, PriceModel? instant = null, Metric? metric = null,
        Func<PlanTerms, PlanTerms>? terms = null)
    {
        var pipeline = new Pipeline(new ManualTime(), partitions);
        await pipeline.AddDefinitionsAsync(
            late,
            [
                PriceOf("1", PaymentTerm.InArrears, arrears ?? new StandardPrice(2)),
                PriceOf("2", PaymentTerm.Instant, instant ?? new StandardPrice(InstantPrice)),
            ],
            metric ?? MetricOf(Aggregation.Sum),
            terms ?? (same => same));
        return pipeline;
    }

    internal Meter MeterOver(IDocumentStore store) => new(Log, Claims, store, new AccountTermsReader(store, new CustomerDirectory(store)));

    internal UsageReader Reader() =>
        new(Store, new AccountEvents(Log, Claims, Store), new AccountTermsReader(Store, new CustomerDirectory(Store)));

    /// <summary>The closing of periods over the same stores, at the pipeline's time.</summary>
    internal PeriodCloser Closer(IDocumentStore? over = null, IBlobStore? blobs = null)
    {
        var store = over ?? Store;
        return new PeriodCloser(store, Log, Ids, new CustomerDirectory(store), ClocksOver(store), Reader(), Invoices(store, blobs), new DefinedTaxes());
    }

    internal InvoiceRegister Invoices(IDocumentStore? over = null, IBlobStore? blobs = null)
    {
        var store = over ?? Store;
        var subscriptions = new SubscriptionService(store, new CustomerRegister(store, new TestClocks(store, Ids), []), ClocksOver(store), Credits(store), Ahead, []);
        return new InvoiceRegister(store, blobs ?? Blobs, new WalletService(store), subscriptions, Ids);
    }

    internal AllocatedCredits Credits(IDocumentStore? over = null) => new(over ?? Store, new CustomerDirectory(over ?? Store), ClocksOver(over ?? Store));

    internal UsageAhead Ahead => new(new AccountEvents(Log, Claims, Store), new UsageLimits());

    internal UnitGrants Units => new(Store, new CustomerDirectory(Store), ClocksOver(Store), Reader());

    internal TimeOrderedIdSource Ids => new(Time, Random.Shared.NextBytes);

    internal Clocks ClocksOver(IDocumentStore store) => new(Time, new TestClocks(store, Ids));

    /// <summary>An hour before and after now.</summary>
    internal Period Lately => new(Time.Now - Duration.FromHours(1), Time.Now + Duration.FromHours(1));

    internal AccountTermsReader Terms => new(Store, new CustomerDirectory(Store));

    internal RejectedReplay Replay => new(Log, Store, Fates(), Rejected, Terms, new RetentionSettings());

    internal RejectedEvents Rejected => new(Log, Store, Fates(), new CustomerDirectory(Store), new RetentionSettings(), Time);

    internal InvoiceProofs Proofs => new(Store, Log, Claims, Blobs, Terms, new CustomerDirectory(Store), ClocksOver(Store));

    internal LogNeeds LogNeeds => new(Store, new UsageLimits(), new CustomerDirectory(Store), ClocksOver(Store));

    internal EventFates Fates() => new(Log, Claims, Store);

    internal ValueTask AppendAsync(params UsageEvent[] events) =>
        Log.AppendAsync(Packing.Pack([.. events.Select(usage => (Account, usage))]), default);

    /// <summary>Makes the log anew, with another number of partitions.</summary>
    internal void RenewLog(int partitions) =>
        Log = new RenewedLog([.. Enumerable.Range(0, Log.Number + 1).Select(Log.Numbered), new MemoryEventLog(Time, partitions, Log.Number + 1)]);

    /// <summary>Meters all of the log.</summary>
    internal async Task MeterAllAsync()
    {
        for (var partition = 0; partition < Log.PartitionCount; partition++)
        {
            await MeterOver(Store).ConsumeAsync(partition, await ReadAsync(partition, 0), default);
        }
    }

    /// <summary>Meters some of the log, here and there, over a store that may fail.</summary>
    internal async Task MeterSomeAsync(IDocumentStore store, Random random)
    {
        var meter = MeterOver(store);
        for (var i = 0; i < 8; i++)
        {
            var partition = random.Next(Log.PartitionCount);
            var records = (await ReadAsync(partition, random.Next(40))).Take(random.Next(1, 25)).ToList();
            try
            {
                await meter.ConsumeAsync(partition, records, default);
            }
            catch (StoreUnavailableException)
            {
                // As a crash at that point.
            }
        }
    }

    /// <summary>Sets the progress of the consumers back to the beginning.</summary>
    internal async Task ForgetProgressAsync()
    {
        foreach (var mark in await Store.ListAsync(DocumentRange.WithPrefix("metering", "progress:"), descending: false, 0, 100, default))
        {
            Assert.True(await Store.CommitAsync("metering", [DocumentWrite.Delete(mark.Id, mark.ETag)], default));
        }
    }

    internal async Task<IReadOnlyList<LogRecord>> ReadAsync(int partition, long from) =>
        (await Log.ReadAsync(partition, from, int.MaxValue, null, default)).Records;

    internal async Task<Aggregate> TotalAsync(string metric, Aggregation aggregation = Aggregation.Sum)
    {
        var read = await Reader().ReadAsync(
            Account, MetricOf(aggregation, metric), [new Tallystick.Core.Values.Period(Start - Duration.FromDays(400), Start + Duration.FromDays(400))], null, false, default);
        return read[0].Total(aggregation);
    }

    internal async Task<Wallet> WalletAsync() => (await new WalletService(Store).GetAsync(Account, default))!;

    internal async Task TopUpAsync(decimal amount, string payment = "1") =>
        (await new WalletService(Store).TopUpAsync(Account, Currency.Parse("USD"), amount, Id<Payment>.Of(payment), Start, default)).OrThrow();

    internal async Task ChangeSubscriptionAsync(Func<Tallystick.Core.Customers.Subscription, Tallystick.Core.Customers.Subscription> change)
    {
        var read = (await Store.ReadAsync<AccountSubscriptions>(Account.ToString(), AccountSubscriptions.DocumentId, default))!;
        var next = read with { Value = new AccountSubscriptions([change(read.Value.Subscriptions[0])]) };
        Assert.True(await Store.CommitAsync(Account.ToString(), [next.ToWrite(AccountSubscriptions.DocumentId)], default));
    }

    private static Price PriceOf(string metric, PaymentTerm term, PriceModel model) => new()
    {
        Id = Id<Price>.Of(metric),
        MetricId = Id<Metric>.Of(metric),
        InvoiceDisplayName = metric,
        PaymentTerm = term,
        Model = model,
        CreatedAt = Instant.FromUtc(2000, 1, 1, 0, 0),
    };

    private async Task AddDefinitionsAsync(LateEventPolicy late, IReadOnlyList<Price> prices, Metric first, Func<PlanTerms, PlanTerms> change)
    {
        var terms = change(new PlanTerms
        {
            ProductId = Id<Product>.Of("p"),
            Name = "Plan",
            Currency = Currency.Parse("USD"),
            BillingCadence = BillingCadence.Month,
            LateEventPolicy = late,
        });
        var version = new PlanVersion
        {
            Id = Id<PlanVersion>.Of("v"),
            PlanId = Id<Plan>.Of("p"),
            Number = 1,
            Terms = terms,
            Prices = prices,
            CreatedAt = Start,
            EffectiveAt = Start,
        };
        var subscription = new Tallystick.Core.Customers.Subscription
        {
            Id = Subscription,
            CustomerId = UsageSample.Customer,
            Name = "s",
            PlanId = version.PlanId,
            PlanVersionId = version.Id,
            Currency = terms.Currency,
            MetricIds = [.. version.MetricIds()],
            StartedAt = Start,
            ActivatedAt = Start,
            ActivationRecordedAt = Start,
            PaymentTermDays = 30,
            CreatedAt = Start,
        };
        var customer = new Customer { Id = UsageSample.Customer, Name = "Ann", CreatedAt = Start };
        DocumentWrite[] catalog =
        [
            DocumentWrite.Create(version.Id.ToString(), version.ToBody()),
            .. new[] { first, MetricOf(Aggregation.Sum, "2") }.Select(metric => DocumentWrite.Create(metric.Id.ToString(), metric.ToBody())),
        ];
        var merchant = new Merchant(UsageSample.Tenant.Merchant, "Acme", Start);
        Assert.True(await Store.CommitAsync("merchants", [DocumentWrite.Create(merchant.Id.ToString(), merchant.ToBody())], default));
        Assert.True(await Store.CommitAsync($"{UsageSample.Tenant}/catalog", catalog, default));
        Assert.True(await Store.CommitAsync($"{UsageSample.Tenant}/customers", [DocumentWrite.Create(customer.Id.ToString(), customer.ToBody())], default));
        var subscriptions = DocumentWrite.Create(AccountSubscriptions.DocumentId, new AccountSubscriptions([subscription]).ToBody());
        Assert.True(await Store.CommitAsync(Account.ToString(), [subscriptions], default));
    }
}
