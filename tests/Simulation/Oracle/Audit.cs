using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Nodes;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Compares the books with what clients sent, when everything has come to rest.</summary>
internal sealed class Audit(World world, Scenario scenario, ClientBook clients, Services services)
{
    /// <summary>Does all comparisons; what does not hold is told to the world.</summary>
    internal async Task RunAsync()
    {
        var logged = await LoggedEvent.ReadAsync(world.Logs);
        var facts = await new FactsReader(world.Documents, world.Scheduler.Now).ReadAsync(scenario);
        List<AccountFacts> subscribed = [.. facts.Values.Where(known => known.Subscriber is not null)];
        var book = new NaiveBook(logged, facts);
        var sights = new Sights(world.Sightings);
        sights.See(book);
        sights.See(book, subscribed);
        CheckReceipts(logged);
        CheckLatecomers(logged, book, facts);
        await new FateAudit(world.Fail, services).CheckAsync(book);
        await new CounterAudit(world.Fail, services, world.RandomFor("audit")).CheckAsync(book, scenario, facts.Values);
        await new WalletAudit(world.Fail, sights, world.Documents).CheckAsync(book, subscribed, clients);
        await new InvoiceAudit(world.Fail, sights, services, world.Documents).CheckAsync(book, subscribed);
        world.Webhooks.Check();
        foreach (var tenant in scenario.Tenants)
        {
            sights.See(world.Webhooks.Got, await services.DeliveriesAsync(tenant));
        }

        await new ProofAudit(world.Fail, services).CheckAsync(subscribed.Select(known => known.Account.Tenant).Distinct());
    }

    /// <summary>A receipt means that the event is in the log, under the id that every retry gets; and nothing is in the log that was not sent.</summary>
    private void CheckReceipts(IReadOnlyList<LoggedEvent> logged)
    {
        var inLog = logged.Select(one => (one.Id, one.Body.AsAsked)).ToHashSet();
        foreach (var (id, body) in clients.Receipts.Where(pair => !inLog.Contains(pair)))
        {
            world.Fail("A_RECEIPT_MEANS_LOGGED", $"{id} {body}");
        }

        foreach (var one in logged.Where(one => !IsSent(one)))
        {
            world.Fail("ONLY_WHAT_WAS_SENT_IS_LOGGED", $"{one}");
        }
    }

    /// <summary>What came in before its customer counts once the customer is there.</summary>
    private void CheckLatecomers(IReadOnlyList<LoggedEvent> logged, NaiveBook book, IReadOnlyDictionary<AccountId, AccountFacts> facts)
    {
        foreach (var (tenant, customer) in scenario.Latecomers)
        {
            var account = AccountId.Of(tenant, customer.Id);
            if (facts.ContainsKey(account))
            {
                var early = logged.Where(one => one.Account == AccountId.External(tenant, customer.ExternalId!)).Select(one => one.Body.Key).ToHashSet();
                early.ExceptWith(book.Counted[account].Select(one => one.Body.Key));
                if (early.Count > 0)
                {
                    world.Fail("A_NEW_CUSTOMER_GETS_EARLIER_USAGE", $"{account}: {string.Join(' ', early)}");
                }
            }
        }
    }

    // A latecomer's usage was sent under the external id, by which the customer is found later; corrections are sent by the event's id.
    private bool IsSent(LoggedEvent one) =>
        clients.Sent.Contains((one.Account.Tenant.ToString(), one.Body.Corrects is null ? SubjectOf(one.Account) : one.Account.Subject, one.Body.AsAsked));

    private string SubjectOf(AccountId account) =>
        account.ExternalId ?? (scenario.Latecomers.FirstOrDefault(one => one.Customer.Id == account.Customer).Customer?.ExternalId ?? account.Subject);
}
