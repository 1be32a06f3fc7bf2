using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Notifications;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Billing.Months;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Notifications;

public class OutboxTests
{
    [Fact]
    public async Task Where_nobody_is_to_be_told_no_fact_is_written()
    {
        var world = await WebhookWorld.CreateAsync();
        await world.UseAsync();
        await world.CloseAsync();

        Assert.Empty(await world.UntoldAsync());
    }

    [Fact]
    public async Task What_became_true_before_an_endpoint_was_made_is_not_told_to_it()
    {
        var world = await WebhookWorld.CreateAsync();
        var first = await world.AddEndpointAsync();
        await world.UseAsync();
        await world.CloseAsync();
        await world.AddEndpointAsync();

        await world.TurnAsync();

        Assert.Single(world.Receiver.Got);
        Assert.Equal(DeliveryStatus.Delivered, (await world.DeliveryAsync(first.Id)).Status);
    }

    [Fact]
    public async Task An_invoice_is_told_when_it_is_issued_and_when_it_is_paid_each_once()
    {
        var world = await WebhookWorld.CreateAsync();
        await world.AddEndpointAsync();
        await world.UseAsync();
        await world.CloseAsync();
        await world.Pipeline.TopUpAsync(4);
        await world.CloseAsync();
        await world.Pipeline.Invoices().PayAsync(Tenant, (await world.InvoiceAsync()).Id, world.Pipeline.Time.Now, default);
        Assert.Equal([FactTypes.InvoiceIssued], (await world.UntoldAsync()).Select(fact => fact.Type));

        var wallets = new Tallystick.Core.Wallets.WalletService(world.Pipeline.Store);
        await wallets.TopUpAsync(Account, Tallystick.Core.Values.Currency.Parse("USD"), 2, Tallystick.Core.Values.Id<Tallystick.Core.Wallets.Payment>.Of("2"), Noon, default);
        await world.CloseAsync();
        await world.CloseAsync();

        var facts = await world.UntoldAsync();
        var invoice = await world.InvoiceAsync();
        Assert.Equal([(FactTypes.InvoiceIssued, 1L), (FactTypes.InvoicePaid, 2L)], facts.Select(fact => (fact.Type, fact.Sequence)));
        Assert.Equal([$"evt_{invoice.Id.Suffix}issued", $"evt_{invoice.Id.Suffix}paid"], facts.Select(fact => fact.Id.ToString()));
        Assert.Equal((InvoiceStatus.Issued, 6m, 0m, invoice.Number), (facts[0].Invoice!.Status, facts[0].Invoice!.GrandTotal, facts[0].Invoice!.PaidAmount, facts[0].Invoice!.Number));
        Assert.Equal(InvoiceFigures.Of(invoice), facts[1].Invoice);
        Assert.Equal((invoice.IssuedAt, invoice.PaidAt), (facts[0].At, facts[1].At));
    }

    [Fact]
    public async Task An_invoice_that_is_called_off_is_told_once()
    {
        var world = await WebhookWorld.CreateAsync();
        await world.AddEndpointAsync();
        await world.UseAsync();
        await world.CloseAsync();
        var id = (await world.InvoiceAsync()).Id;

        (await world.Pipeline.Invoices().VoidAsync(Tenant, id, world.Pipeline.Time.Now, default)).OrThrow();
        (await world.Pipeline.Invoices().VoidAsync(Tenant, id, world.Pipeline.Time.Now, default)).OrThrow();

        Assert.Equal([FactTypes.InvoiceIssued, FactTypes.InvoiceVoided], (await world.UntoldAsync()).Select(fact => fact.Type));
    }

    [Fact]
    public async Task Notes_are_told_as_invoices_are_and_one_below_zero_is_paid_once_the_wallet_has_it()
    {
        var world = await WebhookWorld.CreateAsync(LateEventPolicy.CreditOrDebitNote);
        await world.AddEndpointAsync();
        await JanuaryAsync(world.Pipeline, Reported("a", 3));
        await ReportAsync(world.Pipeline, Void(Reported("a", 3)));
        await CloseAsync(world.Pipeline, 1, days: 28);

        var facts = await world.UntoldAsync();
        Assert.Equal(
            ["1 INV-000001 issued", "2 INV-000002 issued", "3 INV-000002 paid", "4 INV-000003 issued", "5 INV-000003 paid", "6 INV-000001 paid"],
            facts.Select(fact => $"{fact.Sequence} {fact.Invoice!.Number} {fact.Type.Split('.')[1]}"));
        var (issued, paid) = (facts[3].Invoice!, facts[4].Invoice!);
        Assert.Equal((InvoiceType.CreditNote, facts[0].Invoice!.Id, -6m, 0m), (issued.Type, issued.Original!.InvoiceId, issued.GrandTotal, issued.PaidAmount));
        Assert.Equal((InvoiceStatus.Paid, -6m), (paid.Status, paid.PaidAmount));
    }

    [Fact]
    public async Task An_endpoint_that_is_made_while_an_invoice_is_issued_is_told_of_it_where_it_came_first()
    {
        var world = await WebhookWorld.CreateAsync();
        await world.UseAsync();
        var store = new InterleavingStore(world.Pipeline.Store);
        var made = 0;
        store.AfterRead = async id =>
        {
            if (id == "outbox-head" && made++ == 0)
            {
                await world.AddEndpointAsync();
            }
        };

        await world.CloseAsync(store);

        Assert.Equal([FactTypes.InvoiceIssued], (await world.UntoldAsync()).Select(fact => fact.Type));
    }

    [Fact]
    public async Task An_endpoint_that_is_made_while_an_invoice_is_paid_is_told_of_it_where_it_came_first()
    {
        var world = await WebhookWorld.CreateAsync();
        await world.UseAsync();
        await world.CloseAsync();
        await world.Pipeline.TopUpAsync(6);
        var store = new InterleavingStore(world.Pipeline.Store);
        var made = 0;
        store.AfterRead = async id =>
        {
            if (id == "outbox-head" && made++ == 0)
            {
                await world.AddEndpointAsync();
            }
        };

        await world.Pipeline.Invoices(store).PayAsync(Tenant, (await world.InvoiceAsync()).Id, world.Pipeline.Time.Now, default);

        Assert.Equal([FactTypes.InvoicePaid], (await world.UntoldAsync()).Select(fact => fact.Type));
    }

    [Fact]
    public async Task The_seventeenth_endpoint_is_refused_until_one_is_deleted()
    {
        var world = await WebhookWorld.CreateAsync();
        var endpoints = new List<WebhookEndpoint>();
        for (var number = 0; number < WebhookEndpoints.MaxEndpoints; number++)
        {
            endpoints.Add(await world.AddEndpointAsync());
        }

        Assert.Equal("TOO_MANY_WEBHOOK_ENDPOINTS", await RefusedAsync());
        (await world.Endpoints.DeleteAsync(Tenant, endpoints[3].Id, default)).OrThrow();
        await world.AddEndpointAsync();
        Assert.Equal("TOO_MANY_WEBHOOK_ENDPOINTS", await RefusedAsync());

        async Task<string> RefusedAsync()
        {
            var result = await world.Endpoints.CreateAsync(Tenant, "https://example.com/", [], null, Noon, default);
            return result.TryGet(out _, out var refused) ? "" : refused.Code;
        }
    }
}
