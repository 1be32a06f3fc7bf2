using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class WalletServiceTests
{
    [Fact]
    public async Task An_account_without_money_has_no_wallet() =>
        Assert.Null(await new ServiceFixture().Wallets.GetAsync(Account, default));

    [Fact]
    public async Task A_payment_tops_up_once()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);

        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.Wallets.TopUpAsync(Account, Usd, 10, PaymentId, Noon, default)));

        Assert.All(again, result => Assert.Equal(10, result.OrThrow().Available));
        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Funded);
    }

    [Theory]
    [InlineData(11, "USD")]
    [InlineData(10, "EUR")]
    public async Task A_payment_taken_in_cannot_change(int amount, string currency)
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);

        AssertRefused("PAYMENT_REUSED", await fixture.Wallets.TopUpAsync(Account, Currency.Parse(currency), amount, PaymentId, Noon, default));
    }

    [Fact]
    public async Task An_invoice_is_paid_once_and_the_first_answer_stands()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);

        var first = (await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1", 12, Noon, default)).OrThrow();
        await fixture.Wallets.TopUpAsync(Account, Usd, 50, Id<Payment>.Parse("pay_2"), Noon, default);
        var second = (await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1", 12, Noon, default)).OrThrow();

        Assert.Equal(10, first.Paid);
        Assert.Equal(first, second);
        Assert.Equal(50, (await fixture.AuditedWalletAsync()).Available);
        AssertRefused("INVOICE_PAYMENT_REUSED", await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1", 13, Noon, default));
    }

    [Theory]
    [InlineData("USD", 0)]
    [InlineData("EUR", 10)]
    public async Task A_wallet_that_is_missing_or_of_another_currency_pays_nothing(string invoiceCurrency, int balance)
    {
        var fixture = balance == 0 ? new ServiceFixture() : await ServiceFixture.WithBalanceAsync(balance);

        var payment = (await fixture.Wallets.PayInvoiceAsync(Account, Currency.Parse(invoiceCurrency), "inv_1", 12, Noon, default)).OrThrow();

        Assert.Equal(0, payment.Paid);
        Assert.Equal(balance, (await fixture.Wallets.GetAsync(Account, default))?.Available ?? 0);
    }

    [Fact]
    public async Task An_invoice_that_nothing_could_be_paid_on_is_paid_when_there_is_money()
    {
        var fixture = new ServiceFixture();
        Assert.Equal(0, (await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1", 12, Noon, default)).OrThrow().Paid);

        await fixture.Wallets.TopUpAsync(Account, Usd, 50, PaymentId, Noon, default);

        Assert.Equal(12, (await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1", 12, Noon, default)).OrThrow().Paid);
        Assert.Equal(38, (await fixture.AuditedWalletAsync()).Available);
    }

    [Fact]
    public async Task A_payment_of_an_invoice_that_another_makes_at_the_same_moment_is_answered_with_what_was_paid()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var other = new WalletService(fixture.Inner);
        fixture.Store.AfterRead = async id =>
        {
            if (id == "invpay:inv_1")
            {
                await other.PayInvoiceAsync(Account, Usd, "inv_1", 12, Noon, default);
            }
        };

        var payment = (await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1", 12, Noon, default)).OrThrow();

        Assert.Equal(10, payment.Paid);
    }

    [Fact]
    public async Task What_was_paid_for_an_invoice_goes_back_once_however_often_it_is_asked()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:4", 4, Noon, default);
        await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:1", 1, Noon, default);
        await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_12:3", 3, Noon, default);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon, default))));

        var wallet = await fixture.AuditedWalletAsync();
        Assert.Equal((7, 3), (wallet.Available, wallet.Spent));
    }

    [Fact]
    public async Task The_journal_is_shown_newest_first()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        await fixture.PlaceAsync(4);
        await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1", 1, Noon, default);

        var page = await fixture.Wallets.JournalAsync(Account, new PageRequest(2), default);

        Assert.Equal([JournalKind.InvoicePayment, JournalKind.Hold], page.Items.Select(entry => entry.Kind));
        Assert.Equal(3, page.Total);
    }

    [Fact]
    public async Task Usage_is_charged_once_however_often_it_is_delivered()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var hold = await fixture.PlaceAsync(4, maxUses: 2);
        UsageCharge[] charges = [new(At(1), hold.Id, 3), new(At(2), null, 2)];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.ChargeAsync(charges)));

        var wallet = await fixture.AuditedWalletAsync();
        Assert.Equal((4, 1, 5), (wallet.Available, wallet.Held, wallet.Spent));
        Assert.Empty(await fixture.ChargeAsync(charges));
    }
}
