using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Simulation.Nodes;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Writes what is there from the start, before anything can go wrong.</summary>
internal sealed class DefinitionWriter(Services services)
{
    /// <summary>Writes merchants, catalogues, customers and the subscriptions that are there from the start.</summary>
    internal async Task WriteAsync(IReadOnlyList<Subscriber> subscribers)
    {
        foreach (var tenant in subscribers.GroupBy(subscriber => subscriber.Tenant))
        {
            await WriteAsync(tenant.Key, tenant.First());
            foreach (var clock in tenant.Select(subscriber => subscriber.Customer.TestClockId).OfType<string>().Distinct())
            {
                var id = Id<TestClock>.Parse(clock);
                await CreateAsync($"{tenant.Key}/customers", (clock, new TestClock(id, null, Scenario.Start, Scenario.Start).ToBody()));
            }
        }

        foreach (var subscriber in subscribers)
        {
            await CreateAsync($"{subscriber.Tenant}/customers", (subscriber.Customer.Id.ToString(), subscriber.Customer.ToBody()));
            if (subscriber.JoinsAt is null)
            {
                await CreateAsync(
                    subscriber.Account.ToString(), (AccountSubscriptions.DocumentId, new AccountSubscriptions([subscriber.Subscription]).ToBody()));
                await services.FirstPeriods.StartedAsync(subscriber.Account, subscriber.Subscription, subscriber.Version, Scenario.Start, default);
            }
        }
    }

    private async Task WriteAsync(Tenant tenant, Subscriber any)
    {
        var merchant = new Merchant(tenant.Merchant, "Acme", Definitions.Before);
        var (version, plan) = (any.Version, new Plan(any.Version.PlanId, any.Version, Definitions.Before));
        await CreateAsync("merchants", (merchant.Id.ToString(), merchant.ToBody()));
        await CreateAsync(
            $"{tenant}/catalog",
            [
                (plan.Id.ToString(), plan.ToBody()),
                (version.Id.ToString(), version.ToBody()),
                ("proof-key", new ProofKey(new byte[32]).ToBody()),
                .. any.Metrics.Select(metric => (metric.Id.ToString(), metric.ToBody())),
            ]);
    }

    private async Task CreateAsync(string partition, params (string Id, ReadOnlyMemory<byte> Body)[] documents) =>
        Assert.True(await services.Store.CommitAsync(partition, [.. documents.Select(one => DocumentWrite.Create(one.Id, one.Body))], default));
}
