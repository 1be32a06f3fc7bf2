using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Mail;
using Tallystick.Core.Notifications;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts.Memory;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class MailTests
{
    private const string Settings = "/v0/invoiceSettings";

    [Fact]
    public async Task An_invoice_that_is_issued_goes_to_the_customer_with_its_pdf()
    {
        var (api, mailer) = await StartAsync();
        await using var open = api;
        await api.Test.PatchAsync(Settings, new { emails = new[] { "invoice.issued" }, replyTo = "help@acme.example" });
        var shop = await BilledAsync(api);

        await SweepAsync(api);
        await SweepAsync(api);

        var mail = Assert.Single(mailer.Taken);
        var invoice = (await shop.InvoicesAsync())[0];
        Assert.Equal(("Grace", "grace@example.com", "help@acme.example"), (mail.ToName, mail.ToAddress, mail.ReplyTo));
        Assert.Equal($"Invoice {invoice.Text("invoiceNumber")} – Ada's APIs", mail.Subject);
        Assert.Contains("It comes to USD 1.50.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("USD 1.50 is to be paid by ", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<p>Hello Grace,</p>", mail.Html, StringComparison.Ordinal);
        Assert.Equal($"{invoice.Text("invoiceNumber")}.pdf", mail.Attachment!.Name);
        Assert.Equal(await shop.Client.GetByteArrayAsync($"/v2/invoices/{invoice.Text("id")}/pdf"), mail.Attachment.Content);
    }

    [Theory]
    [InlineData("100", "It comes to USD 1.50, and nothing is left to pay.")]
    [InlineData("1", "USD 0.50 is to be paid by ")]
    public async Task Bug_A_mail_asked_for_what_the_wallet_had_paid_of_the_invoice(string funds, string expected)
    {
        var (api, mailer) = await StartAsync();
        await using var open = api;
        await api.Test.PatchAsync(Settings, new { emails = new[] { "invoice.issued" } });
        await BilledAsync(api, funds: funds);

        await SweepAsync(api);

        Assert.Contains(expected, Assert.Single(mailer.Taken).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_written_to_unless_the_merchant_switches_it_on_and_of_nothing_that_was_before()
    {
        var (api, mailer) = await StartAsync();
        await using var open = api;
        Assert.Empty((await api.Test.GetAsync(Settings, 200))["emails"]!.AsArray());
        await api.Test.PostAsync("/v0/webhookEndpoints", new { url = "https://hooks.example.com/" });
        await BilledAsync(api);

        await api.Test.PatchAsync(Settings, new { emails = MailTypes.All });
        await SweepAsync(api);

        Assert.Empty(mailer.Taken);
    }

    [Fact]
    public async Task Mails_of_other_kinds_of_news_stay_out_and_what_is_switched_off_is_sent_no_more()
    {
        var (api, mailer) = await StartAsync();
        await using var open = api;
        await api.Test.PatchAsync(Settings, new { emails = new[] { "invoice.paid" } });
        var shop = await BilledAsync(api);
        await SweepAsync(api);
        Assert.Empty(mailer.Taken);

        await api.Test.PatchAsync(Settings, new { emails = Array.Empty<string>() });
        await shop.TopUpAsync("2");
        await shop.PayAsync((await shop.InvoicesAsync())[0].Text("id"), 200);
        await SweepAsync(api);

        Assert.Empty(mailer.Taken);
    }

    [Fact]
    public async Task An_unpaid_invoice_brings_reminders_that_are_counted_and_its_payment_a_thank_you()
    {
        var (api, mailer) = await StartAsync();
        await using var open = api;
        await api.Test.PatchAsync(Settings, new { emails = new[] { "invoice.overdue", "invoice.reminded", "invoice.paid", "payment.succeeded" } });
        var shop = await BilledAsync(api, """{"dunning":{"steps":["P1D","P3D"],"end":"none"}}""");
        await shop.MoveClockAsync("2026-05-01T00:00:00Z");
        await SweepAsync(api);
        await shop.TopUpAsync("2");
        var invoice = (await shop.InvoicesAsync())[^1];
        await shop.PayAsync(invoice.Text("id"), 200);

        await SweepAsync(api);

        var number = invoice.Text("invoiceNumber");
        Assert.Equal(
            [$"Invoice {number} is paid – Ada's APIs", $"Invoice {number} was due on", $"Reminder 1: Invoice {number} – Ada's APIs", $"Reminder 2: Invoice {number} – Ada's APIs", "Your payment has arrived – Ada's APIs"],
            mailer.Taken.Select(mail => mail.Subject.Contains("due on", StringComparison.Ordinal) ? mail.Subject[..mail.Subject.IndexOf(" on ", StringComparison.Ordinal)] + " on" : mail.Subject)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Bug_The_link_at_which_a_balance_is_topped_up_had_no_host()
    {
        var (api, _) = await StartAsync();
        await using var open = api;
        var shop = await BilledAsync(api);
        var topUp = new TopUpFigures(Id<Payment>.Of("1"), Id<Customer>.Parse(shop.Customer), 20, Currency.Parse("USD"), PaymentStatus.Pending, "/pay/org_1/pay_1");
        var fact = new BillingFact { Id = Id<BillingFact>.Of("1"), Type = FactTypes.TopUpRequested, At = api.Time.GetInstant(), Sequence = 1, TopUp = topUp };

        var mail = await api.Services.GetRequiredService<MailComposer>().ComposeAsync(new Tenant(api.Merchant.Merchant.Id, Mode.Test), fact, new InvoiceSettings(), default);

        Assert.Contains("\nhttps://tally.example/pay/org_1/pay_1\n", mail!.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"https://tally.example/pay/org_1/pay_1\"", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_taken_is_tried_again_as_webhooks_are()
    {
        var (api, mailer) = await StartAsync();
        await using var open = api;
        await api.Test.PatchAsync(Settings, new { emails = new[] { "invoice.issued" } });
        await BilledAsync(api);
        mailer.Failures = 2;

        await SweepAsync(api);
        await SweepAsync(api);
        Assert.Empty(mailer.Taken);
        api.Time.Advance(TimeSpan.FromSeconds(5));
        await SweepAsync(api);
        Assert.Empty(mailer.Taken);
        api.Time.Advance(TimeSpan.FromMinutes(5));
        await SweepAsync(api);

        Assert.Single(mailer.Taken);
    }

    [Fact]
    public async Task The_mails_of_an_erased_customer_are_erased_and_none_follows()
    {
        var (api, mailer) = await StartAsync();
        await using var open = api;
        await api.Test.PatchAsync(Settings, new { emails = MailTypes.All });
        var shop = await BilledAsync(api);
        await SweepAsync(api);
        Assert.NotEmpty(mailer.Taken);

        await api.Test.PostAsync($"/v0/customers/{shop.Customer}/erase", new { }, 200);
        await shop.MoveClockAsync("2026-05-01T00:00:00Z");
        await SweepAsync(api);

        Assert.Empty(mailer.Taken);
    }

    [Fact]
    public async Task Where_nothing_sends_mails_they_cannot_be_switched_on()
    {
        await using var api = await TestApi.StartAsync();

        Assert.Equal("MAIL_NOT_CONFIGURED", (await api.Test.PatchAsync(Settings, new { emails = new[] { "invoice.issued" } }, 409)).Code());
        Assert.Empty((await api.Test.PatchAsync(Settings, new { emails = Array.Empty<string>() }))["emails"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"emails":["invoice.lost"]}""", "emails[0]")]
    [InlineData("""{"emails":[null]}""", "emails[0]")]
    [InlineData("""{"emails":["usage.rejected"]}""", "emails[0]")]
    [InlineData("""{"replyTo":"nobody"}""", "replyTo")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var (api, _) = await StartAsync();
        await using var open = api;

        Assert.Equal(field, (await api.Test.SendAsync(HttpMethod.Patch, Settings, body, 400)).Field());
    }

    private static async Task<(TestApi Api, MemoryMailer Mailer)> StartAsync()
    {
        var mailer = new MemoryMailer();
        return (await TestApi.StartAsync(services: services => services.AddSingleton<IMailer>(mailer)), mailer);
    }

    private static async Task<Shop> BilledAsync(TestApi api, string? terms = null, string funds = "0")
    {
        var shop = await Shop.OpenAsync(api, terms: terms, funds: funds);
        await shop.UseAsync("one", 3);
        await shop.MoveClockAsync("2026-03-05T00:00:00Z");
        return shop;
    }

    /// <summary>Does what the timer does.</summary>
    private static async Task SweepAsync(TestApi api)
    {
        await api.Services.GetRequiredService<WebhookSweeper>().SweepAsync(api.Time.GetInstant(), default);
        await api.Services.GetRequiredService<MailSweeper>().SweepAsync(api.Time.GetInstant() + Duration.FromMinutes(1), default);
    }
}
