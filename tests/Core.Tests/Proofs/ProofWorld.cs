using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
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
    private readonly Random grants;
    private readonly ManualTime time = new();
    private readonly List<Subscription> subscriptions = [];
    private readonly ProofPipeline pipeline;
    private readonly ProofMetering metering;
    private readonly ProofClosing closing;
    private readonly ProofDefinitions definitions;
    private readonly ProofUsage usage;

    private ProofWorld(int seed)
    {
        (random, grants) = (new Random(seed), new Random(seed));
        pipeline = new ProofPipeline(random, time);
        metering = new ProofMetering(pipeline, random, time);
        closing = new ProofClosing(pipeline);
        definitions = new ProofDefinitions(random);
        usage = new ProofUsage(random, time, definitions.Metrics.Count);
    }

    internal IEventLog Log => pipeline.Log;

    internal MemoryClaimStore Claims => pipeline.Claims;

    internal MemoryDocumentStore Store => pipeline.Store;

    internal MemoryBlobStore Blobs => pipeline.Blobs;

    internal int Replayed => metering.Replayed;

    internal IEnumerable<AccountId> Accounts => subscriptions.Select(AccountOf);

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

    internal InvoiceProofs Proofs(IEventLog? log = null, IDocumentStore? store = null, IBlobStore? blobs = null)
    {
        var over = store ?? Store;
        return new(over, log ?? Log, Claims, blobs ?? Blobs, new AccountTermsReader(over, new CustomerDirectory(over)), new CustomerDirectory(over), pipeline.Clocks);
    }

    internal RegisterProofs RegisterProofs(IDocumentStore? store = null, IBlobStore? blobs = null) => new(store ?? Store, blobs ?? Blobs);

    internal async Task<IReadOnlyList<Invoice>> InvoicesAsync()
    {
        var page = await pipeline.Invoices.PageAsync(Tenant, new InvoiceFilter(), new PageRequest(int.MaxValue), default);
        return page.Items;
    }

    private static AccountId AccountOf(Subscription subscription) => AccountId.Of(Tenant, subscription.CustomerId);

    private static DocumentWrite Write<T>(Id<T> id, T value)
        where T : IIdentified => DocumentWrite.Create(id.ToString(), value.ToBody());

    private async Task DefineAsync(int customers)
    {
        var merchant = new Merchant(Tenant.Merchant, "Acme", ProofDefinitions.Ever);
        await pipeline.CommitAsync("merchants", Write(merchant.Id, merchant));
        await pipeline.CommitAsync($"{Tenant}/catalog", [.. definitions.Metrics.Select(metric => Write(metric.Id, metric))]);
        var key = new byte[32];
        random.NextBytes(key);
        await pipeline.CommitAsync($"{Tenant}/catalog", DocumentWrite.Create("proof-key", new ProofKey(key).ToBody()));
        for (var i = 0; i < customers; i++)
        {
            await AddCustomerAsync(i);
        }
    }

    private async Task AddCustomerAsync(int number)
    {
        var customer = definitions.CustomerOf(number);
        var version = definitions.VersionOf(number);
        var subscription = definitions.SubscriptionOf(customer, version, pipeline.Ids, time.Now);
        var account = AccountOf(subscription);
        await pipeline.CommitAsync($"{Tenant}/catalog", Write(version.Id, version));
        await pipeline.CommitAsync($"{Tenant}/customers", Write(customer.Id, customer));
        await pipeline.CommitAsync(account.ToString(), DocumentWrite.Create(AccountSubscriptions.DocumentId, new AccountSubscriptions([subscription]).ToBody()));
        await pipeline.InitialInvoices.StartedAsync(account, subscription, version, time.Now, default);
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
                pipeline.RenewLog();
            }

            time.Advance(TimeSpan.FromHours(42));
        }

        foreach (var subscription in subscriptions)
        {
            await closing.CloseAsync(subscription);
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
                var late = Enumerable.Range(0, 3).Select(_ => usage.Draw(AccountOf(subscription), subscription));
                await Log.AppendAsync(Packing.Pack([.. late]), default);
            }

            await metering.MeterAsync();
            time.Advance(TimeSpan.FromDays(36));
            foreach (var subscription in ended)
            {
                await closing.CloseAsync(subscription);
            }
        }
    }

    private async Task PlayPartAsync(int period)
    {
        var batch = new List<(AccountId, UsageEvent)>();
        foreach (var subscription in subscriptions)
        {
            var account = AccountOf(subscription);
            if (random.Next(4) == 0)
            {
                var payment = Id<Payment>.Of($"{usage.NextKey()}");
                (await pipeline.Wallets.TopUpAsync(account, ProofDefinitions.Usd, random.Next(1, 20), payment, time.Now, default)).OrThrow();
            }

            if (grants.Next(4) == 0)
            {
                await pipeline.GrantAsync(account, grants);
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

        await metering.MeterAsync();
        if (period == 1 && random.Next(2) == 0)
        {
            await metering.MendAsync();
        }
    }
}
