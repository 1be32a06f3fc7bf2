using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Payments;

public class AwaitedAnswerSweeperTests
{
    private readonly ServiceFixture fixture = new();
    private readonly ToldProvider provider = new() { Confirms = false };

    [Fact]
    public async Task A_payment_whose_message_was_lost_is_found_by_asking()
    {
        await PendingAsync();
        provider.Confirms = true;
        Assert.Equal(0, await SweepAsync()); // a message may still come

        fixture.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await SweepAsync());
        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task A_payment_is_asked_for_ever_more_rarely_and_after_five_weeks_no_more()
    {
        await PendingAsync();
        var asked = new List<double>();
        for (var minute = 0; minute < 36 * 24 * 60; minute += 15)
        {
            var before = provider.Asked.Count;
            await SweepAsync();
            if (provider.Asked.Count > before)
            {
                asked.Add(minute / 60.0);
            }

            fixture.Time.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 14, 20], asked.Take(8));
        Assert.InRange(asked.Count, 130, 150);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task A_payment_whose_asker_was_cut_off_is_asked_for()
    {
        provider.Lost = new StoreUnavailableException("cut off");
        await Assert.ThrowsAsync<StoreUnavailableException>(PendingAsync);
        provider.Confirms = true;
        fixture.Time.Advance(TimeSpan.FromMinutes(1));

        await SweepAsync();

        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
        Assert.Single(provider.Asked.Distinct());
    }

    [Fact]
    public async Task A_refund_and_a_method_are_asked_for_likewise()
    {
        await AddCustomerAsync();
        provider.Confirms = true;
        var payment = (await fixture.Payments(provider).CreateAsync(Tenant, Sample.Customer, 10, Usd, "key", Noon, default)).OrThrow();
        provider.Refund = new PaymentRefundIntent("r", PaymentRefundStatus.Pending);
        provider.Method = new PaymentMethodIntent("s", "https://set.up/", PaymentMethodStatus.Pending);
        await Refunds.CreateAsync(Tenant, payment.Id, 4, null, null, Noon, default);
        var method = (await Methods.CreateAsync(Tenant, Sample.Customer, null, Noon, default)).OrThrow();
        provider.Refund = new PaymentRefundIntent("r", PaymentRefundStatus.Succeeded);
        provider.Method = new ToldProvider().Method;
        fixture.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, await SweepAsync());

        Assert.Equal(4, (await fixture.AuditedWalletAsync()).Refunded);
        Assert.Equal(method.Id, (await Customers.GetAsync(Tenant, Sample.Customer, default)).OrThrow().PaymentMethodId);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task A_provider_that_cannot_answer_is_asked_three_times_by_a_sweep_and_nothing_is_forgotten()
    {
        await AddCustomerAsync();
        for (var i = 0; i < 5; i++)
        {
            await fixture.Payments(provider).CreateAsync(Tenant, Sample.Customer, 10, Usd, $"key {i}", Noon, default);
        }

        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        var down = new DownProvider();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => SweepAsync(down));

        Assert.Equal((3, 5), (down.Asked.Count, (await EntriesAsync()).Count));
        provider.Confirms = true;
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(5, await SweepAsync());
    }

    [Fact]
    public async Task An_entry_whose_payment_was_never_written_goes_after_an_hour()
    {
        await PendingAsync();
        var partition = Account.ToString();
        var payment = Assert.Single(await fixture.Store.ListAsync(DocumentRange.WithPrefix(partition, "payment:"), descending: false, 0, 10, default));
        await fixture.Store.CommitAsync(partition, [DocumentWrite.Delete(payment.Id, payment.ETag)], default);
        fixture.Time.Advance(TimeSpan.FromMinutes(30));
        await SweepAsync();
        Assert.Single(await EntriesAsync());
        fixture.Time.Advance(TimeSpan.FromMinutes(30));

        await SweepAsync();

        Assert.Empty(await EntriesAsync());
    }

    private PaymentRefunds Refunds => new(fixture.Store, fixture.Ids, provider, fixture.Awaited);

    private PaymentMethods Methods => new(fixture.Store, fixture.Ids, provider, fixture.Awaited, new CustomerChanges(fixture.Store, Clocks));

    private CustomerRegister Customers => new(fixture.Store, new TestClocks(fixture.Store, fixture.Ids), []);

    private Clocks Clocks => new(fixture.Time, new TestClocks(fixture.Store, fixture.Ids));

    private Task<int> SweepAsync(IPaymentProvider? other = null) => new AwaitedAnswerSweeper(
        fixture.Store,
        Customers,
        Clocks,
        fixture.Payments(other ?? provider),
        Refunds,
        Methods).SweepAsync(fixture.Time.Now, default);

    private async Task PendingAsync()
    {
        await AddCustomerAsync();
        await fixture.Payments(provider).CreateAsync(Tenant, Sample.Customer, 10, Usd, "key", Noon, default);
    }

    private async Task AddCustomerAsync() =>
        (await Customers.AddAsync(Tenant, new Customer { Id = Sample.Customer, Name = "Ada", CreatedAt = Noon }, default)).OrThrow();

    private async Task<IReadOnlyList<StoredDocument>> EntriesAsync() =>
        await fixture.Store.ListAsync(DocumentRange.WithPrefix("awaited-answers", ""), descending: false, 0, 10, default);

    private sealed class DownProvider : ToldProvider
    {
        public override ValueTask<PaymentIntent> AskAsync(Tallystick.Core.Tenancy.Tenant tenant, Payment payment, CancellationToken cancellation)
        {
            Asked.Add(payment.Id);
            throw new StoreUnavailableException("down");
        }
    }
}
