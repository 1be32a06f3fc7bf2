using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
using Tallystick.Core.Books;
using Tallystick.Core.Catalog;
using Tallystick.Core.Commands;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Payments;
using Tallystick.Core.Proofs;
using Tallystick.Core.Pools;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>The real pipeline over some adapters, put together as the hosts do.</summary>
internal sealed class Services
{
    // Two clocks may be twenty minutes apart, and a request that changes a subscription may take some more.
    private static readonly Duration CacheTime = Duration.FromMinutes(30);

    /// <summary>Puts it together.</summary>
    internal Services(
        IEventLog log,
        IClaimStore claims,
        IDocumentStore store,
        IBlobStore blobs,
        ICommandQueue commands,
        IWebhookSender receivers,
        IIdSource ids,
        ISecretSource secrets,
        TimeProvider time)
    {
        (Log, Store, Commands) = (log, store, commands);
        Directory = new CustomerDirectory(store);
        var testClocks = new TestClocks(store, ids);
        var settings = new CatalogSettings(CacheTime);
        Clocks = new Clocks(time, testClocks, settings);
        var credits = new AllocatedCredits(store, Directory, Clocks);
        Definitions = new AccountTermsReader(store, Directory);
        Holds = new HoldService(store, ids);
        Sweeper = new HoldSweeper(store, Holds);
        Wallets = new WalletService(store);
        GrantSweeper = new GrantSweeper(store, credits);
        Payments = new PaymentService(store, ids, new TestPaymentProvider(autoConfirm: true), Wallets, new AwaitedAnswers(store, time), []);
        Ingest = new UsageIngest(log, Directory, Clocks, Holds, new UsageLimits());
        Fates = new EventFates(log, claims, store);
        Rejected = new RejectedEvents(log, store, Fates, Directory, new RetentionSettings(), time);
        Replay = new RejectedReplay(log, store, Fates, Rejected, Definitions, new RetentionSettings());
        Meter = new Meter(log, claims, store, Definitions, Rejected);
        Progress = new MeterProgress(store);
        Customers = new CustomerRegister(store, testClocks, [Rejected]);
        Usage = new UsageReader(store, new AccountEvents(log, claims, store), Definitions);
        Grants = new GrantService(store, ids, Clocks, Definitions, new UnitGrants(store, Directory, Clocks, Usage));
        Queries = new MeterQueries(store, Usage);
        Corrections = new UsageCorrections(log, claims, Fates, Clocks, Definitions);
        Subscriptions = new SubscriptionService(store, Customers, Clocks, credits, new UsageAhead(new AccountEvents(log, claims, store), new UsageLimits()), [new CutPeriods(store, Directory, Clocks)]);
        Invoices = new InvoiceRegister(store, blobs, Wallets, Subscriptions, ids);
        var closer = new PeriodCloser(store, log, ids, Directory, Clocks, Usage, Invoices, new DefinedTaxes());
        Closing = new Closing(store, commands, closer, Sweeper, time);
        FirstPeriods = new InitialInvoices(store, Invoices, Directory, Clocks, new DefinedTaxes());
        var products = new Products(store);
        var metrics = new Metrics(store, products);
        var prices = new Prices(store, metrics);
        var plans = new Plans(store, ids, products, prices, settings);
        var tailored = new TailoredPlans(store, ids, prices, new Coupons(store, plans, metrics), settings);
        Starter = new SubscriptionStarter(store, ids, plans, tailored, Customers, Clocks, Subscriptions, [FirstPeriods]);
        ClockMover = new TestClockMover(store, [GrantSweeper, Closing]);
        Endpoints = new WebhookEndpoints(store, ids, secrets);
        Deliveries = new WebhookDeliveries(store, commands, Endpoints);
        Deliverer = new WebhookDeliverer(store, commands, receivers, time);
        Outboxes = new WebhookSweeper(store, commands);
        Proofs = new InvoiceProofs(store, log, claims, blobs, Definitions, Directory, Clocks);
        Registers = new RegisterProofs(store, blobs);
        Books = new BookProofs(store, new WalletPoster(store));
    }

    internal IEventLog Log { get; }

    internal IDocumentStore Store { get; }

    internal ICommandQueue Commands { get; }

    internal CustomerDirectory Directory { get; }

    internal Clocks Clocks { get; }

    internal IAccountTermsReader Definitions { get; }

    internal HoldService Holds { get; }

    internal HoldSweeper Sweeper { get; }

    internal WalletService Wallets { get; }

    internal GrantService Grants { get; }

    internal GrantSweeper GrantSweeper { get; }

    internal PaymentService Payments { get; }

    internal UsageIngest Ingest { get; }

    internal EventFates Fates { get; }

    internal RejectedEvents Rejected { get; }

    internal RejectedReplay Replay { get; }

    internal Meter Meter { get; }

    internal MeterProgress Progress { get; }

    internal CustomerRegister Customers { get; }

    internal UsageReader Usage { get; }

    internal MeterQueries Queries { get; }

    internal InvoiceRegister Invoices { get; }

    internal Closing Closing { get; }

    internal InitialInvoices FirstPeriods { get; }

    internal UsageCorrections Corrections { get; }

    internal SubscriptionService Subscriptions { get; }

    internal SubscriptionStarter Starter { get; }

    internal TestClockMover ClockMover { get; }

    internal WebhookEndpoints Endpoints { get; }

    internal WebhookDeliveries Deliveries { get; }

    internal WebhookDeliverer Deliverer { get; }

    internal WebhookSweeper Outboxes { get; }

    internal InvoiceProofs Proofs { get; }

    internal RegisterProofs Registers { get; }

    internal BookProofs Books { get; }

    /// <summary>All deliveries of webhooks to endpoints that there are.</summary>
    internal async Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(Tenant tenant)
    {
        var all = new List<WebhookDelivery>();
        foreach (var endpoint in (await Endpoints.PageAsync(tenant, new PageRequest(), default)).Items)
        {
            Page<WebhookDelivery> page;
            var skip = 0;
            do
            {
                page = (await Deliveries.PageAsync(tenant, endpoint.Id, new PageRequest(100, skip), default)).OrThrow();
                all.AddRange(page.Items);
                skip += page.Items.Count;
            }
            while (page.Items.Count > 0);
        }

        return all;
    }
}
