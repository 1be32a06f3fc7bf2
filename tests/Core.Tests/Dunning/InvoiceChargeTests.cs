using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Dunning;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Notifications;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Dunning;

public class InvoiceChargeTests
{
    private static readonly DunningSchedule Reminders = new() { Steps = ["P1D", "P3D"], End = DunningEnd.WriteOff };

    [Fact]
    public async Task What_the_wallet_does_not_cover_is_charged_when_the_invoice_is_issued_and_paid_from_the_wallet()
    {
        var bank = new CardBank();
        var kit = await CollectionKit.InvoicedAsync(bank, funds: 2);

        await kit.DunAsync();

        var invoice = await kit.InvoiceAsync();
        Assert.Equal((InvoiceStatus.Paid, 4m), (invoice.Status, bank.Taken));
        Assert.Equal((1, PaymentStatus.Succeeded, null), (invoice.Charge!.Attempt, invoice.Charge.Status, invoice.Charge.NextAt));
        Assert.Equal((6m, 0m), ((await kit.Pipeline.WalletAsync()).Spent, (await kit.Pipeline.WalletAsync()).Available));
        Assert.Empty(await kit.AwaitedAsync());
    }

    [Fact]
    public async Task A_customer_without_a_method_is_dunned_as_before()
    {
        var bank = new CardBank();
        var kit = await CollectionKit.InvoicedAsync(bank, saves: false);
        await kit.DunAsync();
        kit.Pipeline.Time.Advance(TimeSpan.FromDays(30));
        await kit.DunAsync();

        Assert.Equal((InvoiceStatus.Overdue, null, 0), ((await kit.InvoiceAsync()).Status, (await kit.InvoiceAsync()).Charge, bank.Asked.Count));
    }

    [Fact]
    public async Task What_is_declined_is_tried_once_more_with_each_step_and_the_invoice_says_when()
    {
        var bank = new CardBank();
        var kit = await CollectionKit.InvoicedAsync(bank, Reminders);
        foreach (var code in new[] { "card_declined", "insufficient_funds", "lost_card" })
        {
            bank.Next.Enqueue(CardBank.Declined(code));
        }

        var seen = new List<(double Day, int Attempt, string? Code, double? Next)>();
        for (var hour = 0; hour < 36 * 24; hour += 6)
        {
            await kit.DunAsync();
            var invoice = await kit.InvoiceAsync();
            double DayOf(NodaTime.Instant at) => (at - invoice.IssuedAt!.Value).TotalDays;
            if (seen.Count == 0 || seen[^1].Attempt != invoice.Charge!.Attempt)
            {
                seen.Add((DayOf(kit.Pipeline.Time.Now), invoice.Charge!.Attempt, invoice.Charge.FailureCode, invoice.Charge.NextAt is { } next ? DayOf(next) : null));
            }

            kit.Pipeline.Time.Advance(TimeSpan.FromHours(6));
        }

        Assert.Equal([(0, 1, "card_declined", 30), (30, 2, "insufficient_funds", 31), (31, 3, "lost_card", 33), (33, 4, null, null)], seen);
        Assert.Equal((InvoiceStatus.Paid, 6m, 1), ((await kit.InvoiceAsync()).Status, bank.Taken, (await kit.InvoiceAsync()).Reminders));
    }

    [Fact]
    public async Task Where_the_bank_demands_the_customer_the_invoice_leads_to_a_page_and_nothing_else_is_charged_meanwhile()
    {
        var bank = new CardBank();
        bank.Next.Enqueue(CardBank.Declined(IPaymentProvider.AuthenticationRequired));
        var kit = await CollectionKit.InvoicedAsync(bank, Reminders);
        await kit.DunAsync();

        var asked = (await kit.InvoiceAsync()).Charge!;
        Assert.Equal((PaymentStatus.Pending, IPaymentProvider.AuthenticationRequired, "https://pay.example/"), (asked.Status, asked.FailureCode, asked.PaymentUrl));
        kit.Pipeline.Time.Advance(TimeSpan.FromDays(30));
        await kit.DunAsync();
        Assert.Equal((InvoiceStatus.Overdue, 2), ((await kit.InvoiceAsync()).Status, bank.Made.Count));

        var payment = (await kit.Payments().GetAsync(Tenant, asked.PaymentId!.Value, default)).OrThrow();
        bank.Settle(payment, PaymentStatus.Succeeded);
        await kit.FollowAsync();
        Assert.Equal((InvoiceStatus.Paid, 6m), ((await kit.InvoiceAsync()).Status, bank.Taken));
    }

    [Fact]
    public async Task A_page_that_nobody_paid_on_gives_way_to_the_next_attempt()
    {
        var bank = new CardBank();
        bank.Next.Enqueue(CardBank.Declined(IPaymentProvider.AuthenticationRequired));
        var kit = await CollectionKit.InvoicedAsync(bank, Reminders);
        await kit.DunAsync();
        bank.Settle((await kit.Payments().GetAsync(Tenant, (await kit.InvoiceAsync()).Charge!.PaymentId!.Value, default)).OrThrow(), PaymentStatus.Failed);
        kit.Pipeline.Time.Advance(TimeSpan.FromDays(30));
        await kit.FollowAsync();

        await kit.DunAsync();

        Assert.Equal((InvoiceStatus.Paid, 2, 6m), ((await kit.InvoiceAsync()).Status, (await kit.InvoiceAsync()).Charge!.Attempt, bank.Taken));
    }

    [Fact]
    public async Task The_steps_wait_for_a_charge_that_is_under_way()
    {
        var bank = new CardBank();
        bank.Next.Enqueue(new PaymentIntent("pi", null, PaymentStatus.Pending));
        var kit = await CollectionKit.InvoicedAsync(bank, Reminders);
        await kit.DunAsync();
        kit.Pipeline.Time.Advance(TimeSpan.FromDays(31));
        await kit.DunAsync();
        Assert.Equal((InvoiceStatus.Issued, 1), ((await kit.InvoiceAsync()).Status, bank.Made.Count));

        bank.Made[bank.Made.Keys.Single()] = CardBank.Declined();
        await kit.FollowAsync();
        kit.Pipeline.Time.Advance(TimeSpan.FromHours(1));
        await kit.DunAsync();
        Assert.Equal((InvoiceStatus.Paid, 2), ((await kit.InvoiceAsync()).Status, (await kit.InvoiceAsync()).Charge!.Attempt));
    }

    [Fact]
    public async Task A_charge_of_an_invoice_that_was_called_off_meanwhile_stays_in_the_wallet()
    {
        var bank = new CardBank();
        bank.Next.Enqueue(new PaymentIntent("pi", null, PaymentStatus.Pending));
        var kit = await CollectionKit.InvoicedAsync(bank);
        await kit.DunAsync();
        var invoice = await kit.InvoiceAsync();
        (await kit.Pipeline.Invoices().VoidAsync(Tenant, invoice.Id, kit.Pipeline.Time.Now, default)).OrThrow();
        bank.Settle((await kit.Payments().GetAsync(Tenant, invoice.Charge!.PaymentId!.Value, default)).OrThrow(), PaymentStatus.Succeeded);
        kit.Pipeline.Time.Advance(TimeSpan.FromMinutes(1));

        await kit.FollowAsync();

        Assert.Equal((InvoiceStatus.Void, 6m), ((await kit.InvoiceAsync()).Status, (await kit.Pipeline.WalletAsync()).Available));
    }

    [Fact]
    public async Task Merchants_are_told_what_became_of_each_attempt_once()
    {
        var bank = new CardBank();
        bank.Next.Enqueue(CardBank.Declined());
        var kit = await CollectionKit.InvoicedAsync(bank, Reminders);
        await new WebhookEndpoints(kit.Pipeline.Store, kit.Pipeline.Ids, new FixedSecrets()).CreateAsync(Tenant, "https://example.com/", [], null, kit.Pipeline.Time.Now, default);
        await kit.DunAsync();
        kit.Pipeline.Time.Advance(TimeSpan.FromDays(30));
        await kit.DunAsync();
        await kit.DunAsync();

        var told = (await kit.Pipeline.Store.ListAllAsync<BillingFact>(DocumentRange.WithPrefix($"{Tenant}/billing", "outbox:"), default)).OrderBy(fact => fact.Sequence).ToList();
        Assert.Equal([FactTypes.PaymentFailed, FactTypes.InvoicePaid, FactTypes.PaymentSucceeded], told.Select(fact => fact.Type));
        Assert.Equal(((int?)1, "card_declined"), (told[0].Payment!.Attempt, told[0].Payment!.FailureCode));
    }

    [Fact]
    public async Task Wherever_it_is_cut_off_and_whoever_races_what_is_taken_is_taken_once_and_pays_the_invoice()
    {
        var paid = 0;
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var bank = new CardBank(random);
            for (var declined = seed % 3; declined > 0; declined--)
            {
                bank.Next.Enqueue(CardBank.Declined());
            }

            var kit = await CollectionKit.InvoicedAsync(bank, Reminders);
            var faulty = new FaultyStore(kit.Pipeline.Store, random, faults: 0.1);
            for (var day = 0; day < 36; day++)
            {
                kit.Pipeline.Time.Advance(TimeSpan.FromDays(1));
                await Task.WhenAll(TryAsync(() => kit.DunAsync(faulty)), TryAsync(() => kit.DunAsync(faulty)), TryAsync(() => kit.FollowAsync(faulty)));
            }

            for (var calm = 0; calm < 200 && DunningDecision.IsOwed(await kit.InvoiceAsync()); calm++)
            {
                kit.Pipeline.Time.Advance(TimeSpan.FromHours(1));
                await TryAsync(() => kit.DunAsync());
                await TryAsync(() => kit.FollowAsync());
            }

            // Steps that were late may be taken with one attempt: what was declined twice may be written off.
            var (invoice, wallet) = (await kit.InvoiceAsync(), await kit.Pipeline.WalletAsync());
            var taken = invoice.Status == InvoiceStatus.Paid || seed % 3 == 0 ? 6m : 0m;
            Assert.True(bank.Taken == taken, $"seed {seed}: {invoice.Status}, taken {bank.Taken}, {bank.Made.Count} made, {invoice.Charge}");
            Assert.True((wallet?.Funded ?? 0, wallet?.Spent ?? 0) == (taken, taken), $"seed {seed}: {wallet}");
            paid += taken == 0 ? 0 : 1;
        }

        Assert.True(paid > 30, $"{paid} of 40 were paid");
    }

    private static async Task TryAsync(Func<Task> step)
    {
        try
        {
            await Task.Yield();
            await step();
        }
        catch (StoreUnavailableException)
        {
            // As a crash at that point; the next sweep goes on.
        }
    }
}
