using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
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
        var customers = await CustomersAsync();
        var book = new NaiveBook(logged, scenario.Subscribers, customers.ToDictionary(pair => pair.Key, pair => pair.Value.CreatedAt));
        new Sights(world.Sightings).See(book);
        CheckReceipts(logged);
        CheckLatecomers(logged, book, customers);
        await new FateAudit(world.Fail, services).CheckAsync(book);
        await new CounterAudit(world.Fail, services, world.RandomFor("audit")).CheckAsync(book, scenario, customers.Keys);
        await new WalletAudit(world.Fail, new Sights(world.Sightings), world.Documents, world.Scheduler.Now).CheckAsync(book, scenario, clients);
        await new InvoiceAudit(world.Fail, new Sights(world.Sightings), services, world.Documents, world.Scheduler.Now).CheckAsync(book, scenario);
    }

    private async Task<Dictionary<AccountId, Customer>> CustomersAsync()
    {
        var found = new Dictionary<AccountId, Customer>();
        foreach (var (tenant, customer) in scenario.Latecomers)
        {
            if ((await world.Documents.ReadAsync<Customer>($"{tenant}/customers", customer.Id.ToString(), default))?.Value is { } made)
            {
                found[AccountId.Of(tenant, made.Id)] = made;
            }
        }

        return found;
    }

    /// <summary>A receipt means that the event is in the log, under the id that every retry gets; and nothing is in the log that was not sent.</summary>
    private void CheckReceipts(IReadOnlyList<LoggedEvent> logged)
    {
        var inLog = logged.Select(one => (one.Id, one.Body)).ToHashSet();
        foreach (var (receipt, sent) in clients.Receipts.Where(pair => !inLog.Contains((pair.Receipt.Id, pair.Sent.Body))))
        {
            world.Fail("A_RECEIPT_MEANS_LOGGED", $"{receipt.Id} {sent.Body}");
        }

        foreach (var one in logged.Where(one => !clients.Sent.Contains((one.Account.Tenant.ToString(), SubjectOf(one.Account), one.Body))))
        {
            world.Fail("ONLY_WHAT_WAS_SENT_IS_LOGGED", $"{one}");
        }
    }

    /// <summary>What came in before its customer counts once the customer is there.</summary>
    private void CheckLatecomers(IReadOnlyList<LoggedEvent> logged, NaiveBook book, Dictionary<AccountId, Customer> customers)
    {
        foreach (var (account, customer) in customers)
        {
            var early = logged.Where(one => one.Account == AccountId.External(account.Tenant, customer.ExternalId!)).Select(one => one.Body.Key).ToHashSet();
            early.ExceptWith(book.Counted[account].Select(one => one.Body.Key));
            if (early.Count > 0)
            {
                world.Fail("A_NEW_CUSTOMER_GETS_EARLIER_USAGE", $"{account}: {string.Join(' ', early)}");
            }
        }
    }

    // A latecomer's usage was sent under the external id, by which the customer is found later.
    private string SubjectOf(AccountId account) =>
        account.ExternalId ?? (scenario.Latecomers.FirstOrDefault(one => one.Customer.Id == account.Customer).Customer?.ExternalId ?? account.Subject);
}
