using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Reads what is on record of the accounts of a scenario.</summary>
internal sealed class FactsReader(IDocumentStore documents, Instant now)
{
    /// <summary>All accounts that there are, by account.</summary>
    internal async Task<IReadOnlyDictionary<AccountId, AccountFacts>> ReadAsync(Scenario scenario)
    {
        var facts = new Dictionary<AccountId, AccountFacts>();
        foreach (var subscriber in scenario.Subscribers)
        {
            facts[subscriber.Account] = await OfAsync(subscriber);
        }

        foreach (var (tenant, customer) in scenario.Latecomers)
        {
            if (await ReadAsync<Customer>($"{tenant}/customers", customer.Id.ToString()) is { } made)
            {
                var account = AccountId.Of(tenant, made.Id);
                facts[account] = new AccountFacts(account, made.CreatedAt) { Now = now };
            }
        }

        return facts;
    }

    private async Task<AccountFacts> OfAsync(Subscriber subscriber)
    {
        var (tenant, id) = (subscriber.Tenant, subscriber.Subscription.Id);
        var all = await ReadAsync<AccountSubscriptions>(subscriber.Account.ToString(), AccountSubscriptions.DocumentId);
        var periods = await documents.ListAllAsync<BillingPeriod>(DocumentRange.WithPrefix($"{tenant}/billing", $"period:{id}:"), default);
        return new AccountFacts(subscriber.Account, subscriber.Customer.CreatedAt)
        {
            Subscriber = subscriber,
            Subscription = all?.Find(id),
            Periods = [.. periods.Where(period => period.State > PeriodState.Open)],
            Now = await NowOfAsync(tenant, subscriber.Customer),
        };
    }

    private async Task<Instant> NowOfAsync(Tenant tenant, Customer customer) =>
        customer.TestClockId is { } clock ? (await ReadAsync<TestClock>($"{tenant}/customers", clock))!.CurrentTime : now;

    private async Task<T?> ReadAsync<T>(string partition, string id)
        where T : class => (await documents.ReadAsync<T>(partition, id, default))?.Value;
}
