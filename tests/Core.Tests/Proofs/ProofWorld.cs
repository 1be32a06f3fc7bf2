using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Subscription = Tallystick.Core.Customers.Subscription;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>A merchant with some subscriptions and a random history of three periods: events of every kind, money, invoices.</summary>
internal sealed class ProofWorld
{
    internal static readonly Tenant Tenant = UsageSample.Tenant;

    private readonly Random random;
    private readonly ManualTime time = new();
    private readonly List<Subscription> subscriptions = [];
    private readonly ProofDefinitions definitions;
    private readonly ProofUsage usage;

    private ProofWorld(int seed)
    {
        random = new Random(seed);
        Log = new MemoryEventLog(time, 1 + random.Next(3));
        definitions = new ProofDefinitions(random);
        usage = new ProofUsage(random, time, definitions.Metrics.Count);
    }

    internal IEventLog Log { get; private set; }

    internal MemoryClaimStore Claims { get; } = new();

    internal MemoryDocumentStore Store { get; } = new();

    internal MemoryBlobStore Blobs { get; } = new();

    internal int Replayed { get; private set; }

    internal IEnumerable<AccountId> Accounts => subscriptions.Select(subscription => AccountId.Of(Tenant, subscription.CustomerId));

    private CustomerDirectory Directory => new(Store);

    private TimeOrderedIdSource Ids => new(time, random.NextBytes);

    private Clocks Clocks => new(time, new TestClocks(Store, Ids));

    internal static async Task<ProofWorld> PlayAsync(int seed, int customers, int periods = 3)
    {
        var world = new ProofWorld(seed);
        await world.DefineAsync(customers);
        for (var period = 0; period < periods; period++)
        {
            await world.PlayPeriodAsync(period);
        }

        await world.RunOffAsync();
        return world;
    }

    internal InvoiceProofs Proofs(IEventLog? log = null, IDocumentStore? store = null, Tallystick.Core.Blobs.IBlobStore? blobs = null)
    {
        var over = store ?? Store;
        return new(over, log ?? Log, Claims, blobs ?? Blobs, new AccountTermsReader(over, new CustomerDirectory(over)), new CustomerDirectory(over), Clocks);
    }

    internal RegisterProofs RegisterProofs(IDocumentStore? store = null, Tallystick.Core.Blobs.IBlobStore? blobs = null) => new(store ?? Store, blobs ?? Blobs);

    internal async Task<IReadOnlyList<Invoice>> InvoicesAsync()
    {
        var page = await Invoices().PageAsync(Tenant, new InvoiceFilter(), new PageRequest(int.MaxValue), default);
        return page.Items;
    }

    private static DocumentWrite Write<T>(Id<T> id, T value)
        where T : IIdentified => DocumentWrite.Create(id.ToString(), value.ToBody());

    private InvoiceRegister Invoices()
    {
        var services = new SubscriptionService(Store, new CustomerRegister(Store, new TestClocks(Store, Ids), []), Clocks, []);
        return new InvoiceRegister(Store, Blobs, new WalletService(Store), services, Ids);
    }

    private async Task DefineAsync(int customers)
    {
        var merchant = new Merchant(Tenant.Merchant, "Acme", ProofDefinitions.Ever);
        await CommitAsync("merchants", [Write(merchant.Id, merchant)]);
        await CommitAsync($"{Tenant}/catalog", [.. definitions.Metrics.Select(metric => Write(metric.Id, metric))]);
        var key = new byte[32];
        random.NextBytes(key);
        await CommitAsync($"{Tenant}/catalog", [DocumentWrite.Create("proof-key", new ProofKey(key).ToBody())]);
        for (var i = 0; i < customers; i++)
        {
            await AddCustomerAsync(i);
        }
    }

    private async Task AddCustomerAsync(int number)
    {
        var customer = definitions.CustomerOf(number);
        var version = definitions.VersionOf(number);
        var start = time.Now + Duration.FromMinutes(random.Next(120));
        var subscription = new Subscription
        {
            Id = ChildIds.Next<Subscription>(Ids, customer.Id),
            CustomerId = customer.Id,
            Name = "s",
            PlanId = version.PlanId,
            PlanVersionId = version.Id,
            Currency = ProofDefinitions.Usd,
            MetricIds = [.. version.MetricIds()],
            StartedAt = start,
            EndingAt = random.Next(4) == 0 ? start + Duration.FromDays(9) : null,
            ActivatedAt = ProofDefinitions.Ever,
            ActivationRecordedAt = ProofDefinitions.Ever,
            AutoCharge = random.Next(2) == 0,
            PaymentTermDays = 14,
            CreatedAt = time.Now,
        };
        var account = AccountId.Of(Tenant, customer.Id);
        await CommitAsync($"{Tenant}/catalog", [Write(version.Id, version)]);
        await CommitAsync($"{Tenant}/customers", [Write(customer.Id, customer)]);
        await CommitAsync(account.ToString(), [DocumentWrite.Create(AccountSubscriptions.DocumentId, new AccountSubscriptions([subscription]).ToBody())]);
        await new InitialInvoices(Store, Invoices(), Directory, Clocks).StartedAsync(account, subscription, version, time.Now, default);
        subscriptions.Add(subscription);
    }

    /// <summary>A week: usage in four parts, each metered in batches of any size; then what is due is closed.</summary>
    private async Task PlayPeriodAsync(int period)
    {
        for (var part = 0; part < 4; part++)
        {
            await PlayPartAsync(period);
            if (part == 1 && period == 1 && random.Next(3) == 0)
            {
                Log = new RenewedLog([.. Enumerable.Range(0, Log.Number + 1).Select(Log.Numbered), new MemoryEventLog(time, 1 + random.Next(3), Log.Number + 1)]);
            }

            time.Advance(TimeSpan.FromHours(42));
        }

        foreach (var subscription in subscriptions)
        {
            await CloseAsync(subscription);
        }
    }

    /// <summary>Closes what is due, and what becomes due by that.</summary>
    private async Task CloseAsync(Subscription subscription)
    {
        var closer = new PeriodCloser(
            Store, Log, Ids, Directory, Clocks, new UsageReader(Store, new AccountEvents(Log, Claims, Store), new AccountTermsReader(Store, Directory)), Invoices());
        for (var goesOn = true; goesOn;)
        {
            goesOn = false;
            var all = await Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", "due:"), default);
            foreach (var due in all.Where(due => due.Subscription == subscription.Id))
            {
                goesOn |= await closer.CloseAsync(due, default);
            }
        }
    }

    /// <summary>Five weeks later, for the subscriptions that ended: something more comes before the run-off is sealed, and something behind it.</summary>
    private async Task RunOffAsync()
    {
        List<Subscription> ended = [.. subscriptions.Where(subscription => subscription.End <= time.Now)];
        for (var round = 0; round < 2; round++)
        {
            foreach (var subscription in ended)
            {
                var late = Enumerable.Range(0, 3).Select(_ => usage.Draw(AccountId.Of(Tenant, subscription.CustomerId), subscription));
                await Log.AppendAsync(Packing.Pack([.. late]), default);
            }

            await MeterAsync();
            time.Advance(TimeSpan.FromDays(36));
            foreach (var subscription in ended)
            {
                await CloseAsync(subscription);
            }
        }
    }

    private async Task PlayPartAsync(int period)
    {
        var batch = new List<(AccountId, UsageEvent)>();
        foreach (var subscription in subscriptions)
        {
            var account = AccountId.Of(Tenant, subscription.CustomerId);
            if (random.Next(4) == 0)
            {
                var payment = Id<Payment>.Of($"{usage.NextKey()}");
                (await new WalletService(Store).TopUpAsync(account, ProofDefinitions.Usd, random.Next(1, 20), payment, time.Now, default)).OrThrow();
            }

            for (var i = random.Next(5); i > 0; i--)
            {
                batch.Add(usage.Draw(account, subscription));
            }
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(batch));
        foreach (var some in batch.Chunk(1 + random.Next(10)))
        {
            await Log.AppendAsync(Packing.Pack(some), default);
        }

        await MeterAsync();
        if (period == 1 && random.Next(2) == 0)
        {
            await MendAsync();
        }
    }

    /// <summary>Makes the metric for which events were rejected, and replays them.</summary>
    private async Task MendAsync()
    {
        time.Advance(TimeSpan.FromSeconds(1));
        var mended = UsageSample.MetricOf(Aggregation.Sum, "mended", null, null, time.Now);
        if (await Store.ReadAsync($"{Tenant}/catalog", mended.Id.ToString(), default) is null)
        {
            await CommitAsync($"{Tenant}/catalog", [Write(mended.Id, mended)]);
            var (fates, retention) = (new EventFates(Log, Claims, Store), new RetentionSettings());
            var rejected = new RejectedEvents(Log, Store, fates, Directory, retention, time);
            var replay = new RejectedReplay(Log, Store, fates, rejected, new AccountTermsReader(Store, Directory), retention);
            Replayed += (await replay.ReplayAsync(Tenant, new OutcomeFilter(), RejectedReplay.MaxLimit, null, time.Now, default)).Replayed;
            await MeterAsync();
        }
    }

    private async Task MeterAsync()
    {
        var meter = new Meter(Log, Claims, Store, new AccountTermsReader(Store, Directory));
        for (var partition = 0; partition < Log.PartitionCount; partition++)
        {
            var records = (await Log.ReadAsync(partition, await new MeterProgress(Store).ReadAsync(Log.Number, partition, default) + 1, int.MaxValue, null, default)).Records;
            foreach (var some in records.Chunk(1 + random.Next(20)))
            {
                await meter.ConsumeAsync(partition, some, default);
            }
        }
    }

    private async Task CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes) => Assert.True(await Store.CommitAsync(partition, writes, default));
}
