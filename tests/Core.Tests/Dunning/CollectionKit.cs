using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Dunning;
using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Billing;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Dunning;

/// <summary>The collection of invoices over a pipeline, with a provider that keeps methods of its customer.</summary>
internal sealed class CollectionKit(Pipeline pipeline, IPaymentProvider provider)
{
    public Pipeline Pipeline { get; } = pipeline;

    /// <summary>A pipeline with an invoice of 6.00 that was issued now, whose subscription is charged unasked, and whose customer has saved a method.</summary>
    /// <param name="provider">Keeps the method.</param>
    /// <param name="dunning">The plan's schedule; null for none.</param>
    /// <param name="funds">What the wallet has.</param>
    /// <param name="saves">False for a customer without a method.</param>
    public static async Task<CollectionKit> InvoicedAsync(IPaymentProvider provider, DunningSchedule? dunning = null, decimal funds = 0, bool saves = true)
    {
        var kit = new CollectionKit(
            await Pipeline.CreateAsync(late: LateEventPolicy.Reject, terms: terms => terms with { Dunning = dunning }), provider);
        await kit.Pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = true });
        await kit.Pipeline.AppendAsync(Reported("a", 3));
        await kit.Pipeline.MeterAllAsync();
        if (saves)
        {
            (await kit.Methods().CreateAsync(Tenant, UsageSample.Customer, testToken: null, kit.Pipeline.Time.Now, default)).OrThrow();
        }

        if (funds > 0)
        {
            await kit.Pipeline.TopUpAsync(funds);
        }

        kit.Pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await kit.Pipeline.Closer().CloseAsync(kit.Pipeline.Due(), default));
        return kit;
    }

    public PaymentMethods Methods(IDocumentStore? over = null)
    {
        var store = over ?? Pipeline.Store;
        return new(store, Pipeline.Ids, provider, Awaited(over), new CustomerChanges(store, Pipeline.ClocksOver(store)));
    }

    public PaymentService Payments(IDocumentStore? over = null) =>
        new(over ?? Pipeline.Store, Pipeline.Ids, provider, new WalletService(over ?? Pipeline.Store), Awaited(over), [Charged(over)]);

    public PaymentRefunds Refunds(IDocumentStore? over = null) => new(over ?? Pipeline.Store, Pipeline.Ids, provider, Awaited(over));

    /// <summary>Takes the steps of dunning that are due.</summary>
    public async Task DunAsync(IDocumentStore? over = null)
    {
        var store = over ?? Pipeline.Store;
        var charges = new InvoiceCharges(store, Payments(over), Methods(over), Charged(over));
        var subscriptions = new SubscriptionService(store, Customers(store), Pipeline.ClocksOver(store), Pipeline.Credits(store), Pipeline.Ahead, []);
        var dunning = new DunningService(store, new CustomerDirectory(store), Pipeline.ClocksOver(store), Pipeline.Invoices(store), subscriptions, charges);
        await new DunningSweeper(store, dunning).SweepAsync(Pipeline.Time.Now, default);
    }

    /// <summary>Asks the provider for what is awaited.</summary>
    public async Task FollowAsync(IDocumentStore? over = null)
    {
        var store = over ?? Pipeline.Store;
        await new AwaitedAnswerSweeper(store, Customers(store), Pipeline.ClocksOver(store), Payments(over), Refunds(over), Methods(over))
            .SweepAsync(Pipeline.Time.Now, default);
    }

    public Task<Invoice> InvoiceAsync() => Pipeline.OnlyInvoiceAsync();

    public async Task<IReadOnlyList<StoredDocument>> AwaitedAsync() =>
        await Pipeline.Store.ListAsync(DocumentRange.WithPrefix("awaited-answers", ""), descending: false, 0, 10, default);

    private CustomerRegister Customers(IDocumentStore store) => new(store, new TestClocks(store, Pipeline.Ids), []);

    private AwaitedAnswers Awaited(IDocumentStore? over) => new(over ?? Pipeline.Store, Pipeline.Time);

    private ChargedInvoices Charged(IDocumentStore? over) => new(over ?? Pipeline.Store, Pipeline.Invoices(over));
}
