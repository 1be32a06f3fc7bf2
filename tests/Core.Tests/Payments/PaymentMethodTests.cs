using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Contracts.Memory;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Payments;

public class PaymentMethodTests
{
    private readonly ServiceFixture fixture = new();
    private readonly ToldProvider provider = new();

    private PaymentMethods Methods => new(fixture.Store, fixture.Ids, provider, fixture.Awaited, new CustomerChanges(fixture.Store, Clocks));

    private CustomerRegister Customers => new(fixture.Store, new TestClocks(fixture.Store, fixture.Ids), []);

    private Clocks Clocks => new(fixture.Time, new TestClocks(fixture.Store, fixture.Ids));

    [Fact]
    public async Task The_method_that_was_saved_last_is_charged_and_when_it_is_gone_the_one_before()
    {
        await AddCustomerAsync();
        var first = await CreateAsync();
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await CreateAsync();
        Assert.Equal(second.Id, await ChargedAsync());

        (await Methods.DeleteAsync(Tenant, Sample.Customer, second.Id, default)).OrThrow();
        Assert.Equal(first.Id, await ChargedAsync());
        (await Methods.DeleteAsync(Tenant, Sample.Customer, first.Id, default)).OrThrow();
        Assert.Null(await ChargedAsync());
        Assert.Equal([second.Id, first.Id], provider.Forgotten);
        AssertRefused("PAYMENT_METHOD_NOT_FOUND", await Methods.DeleteAsync(Tenant, Sample.Customer, first.Id, default));
    }

    [Fact]
    public async Task A_method_that_the_customer_has_yet_to_save_is_not_charged()
    {
        await AddCustomerAsync();
        provider.Method = new PaymentMethodIntent("s", "https://set.up/", PaymentMethodStatus.Pending) { ProviderCustomer = "customer" };
        var asked = await CreateAsync();
        Assert.Equal(("https://set.up/", "customer"), (asked.SetupUrl, asked.ProviderCustomer));
        Assert.Null(await ChargedAsync());

        provider.Method = new ToldProvider().Method with { Card = new SavedCard("visa", "4242", 12, 2030) };
        var saved = (await Methods.FollowAsync(Tenant, asked.Id, default)).OrThrow();

        Assert.Equal((PaymentMethodStatus.Active, "4242"), (saved.Status, saved.Card!.Last4));
        Assert.Equal(asked.Id, await ChargedAsync());
        Assert.Equal("customer", (await CreateAsync()).ProviderCustomer); // both at one customer of the provider's
    }

    [Fact]
    public async Task An_erased_customer_has_no_method_left_here_or_at_the_provider()
    {
        await AddCustomerAsync();
        var method = await CreateAsync();
        var credits = new Tallystick.Core.Wallets.AllocatedCredits(fixture.Store, new CustomerDirectory(fixture.Store), Clocks);
        var ahead = new UsageAhead(new AccountEvents(new MemoryEventLog(fixture.Time, 1), new MemoryClaimStore(fixture.Time), fixture.Store), new UsageLimits());
        var subscriptions = new SubscriptionService(fixture.Store, Customers, Clocks, credits, ahead, []);

        (await new CustomerErasure(fixture.Store, subscriptions, [Methods]).EraseAsync(Tenant, Sample.Customer, Noon, default)).OrThrow();

        Assert.Equal([method.Id], provider.Forgotten);
        Assert.Empty(await Methods.ListAsync(Tenant, Sample.Customer, default));
        Assert.Null(await ChargedAsync());
    }

    [Fact]
    public async Task A_customer_has_so_many_methods_and_no_more()
    {
        await AddCustomerAsync();
        for (var i = 0; i < PaymentMethods.MaxMethods; i++)
        {
            await CreateAsync();
        }

        AssertRefused("TOO_MANY_PAYMENT_METHODS", await Methods.CreateAsync(Tenant, Sample.Customer, null, Noon, default));
    }

    [Fact]
    public async Task A_method_whose_asker_was_cut_off_is_asked_for_once_more_under_its_id()
    {
        await AddCustomerAsync();
        provider.Lost = new StoreUnavailableException("cut off");
        await Assert.ThrowsAsync<StoreUnavailableException>(CreateAsync);

        var method = Assert.Single(await Methods.ListAsync(Tenant, Sample.Customer, default));

        Assert.Equal(PaymentMethodStatus.Active, (await Methods.FollowAsync(Tenant, method.Id, default)).OrThrow().Status);
    }

    private async Task AddCustomerAsync() =>
        (await Customers.AddAsync(Tenant, new Customer { Id = Sample.Customer, Name = "Ada", CreatedAt = Noon }, default)).OrThrow();

    private async Task<PaymentMethod> CreateAsync() =>
        (await Methods.CreateAsync(Tenant, Sample.Customer, null, fixture.Time.Now, default)).OrThrow();

    private async Task<Id<PaymentMethod>?> ChargedAsync() => (await Customers.GetAsync(Tenant, Sample.Customer, default)).OrThrow().PaymentMethodId;
}
