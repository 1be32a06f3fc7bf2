using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Gives rejected events another chance when their customer appears: appends them to the log anew, under the same key.</summary>
/// <remarks>Replaying twice is safe: a rejected event owns no claim, and of its replays only the first can count.</remarks>
/// <param name="log">Where the events are, and go again.</param>
/// <param name="store">Where the outcomes are.</param>
/// <param name="fates">What became of events.</param>
/// <param name="customers">Who there is.</param>
/// <param name="retention">How long it is remembered that a replay has counted.</param>
/// <param name="time">The real clock.</param>
public sealed class RejectedEvents(
    IEventLog log, IDocumentStore store, EventFates fates, CustomerDirectory customers, RetentionSettings retention, TimeProvider time) : ICustomerAdded
{
    private readonly Outcomes outcomes = new(store);

    /// <summary>Replays what came in under the customer's external id before there was the customer.</summary>
    public async Task AddedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        if (customer.ExternalId is null)
        {
            return;
        }

        foreach (var outcome in await outcomes.RejectedOfAsync(AccountId.External(tenant, customer.ExternalId), cancellation))
        {
            if (outcome.ReplayedAs is null)
            {
                await ReplayAsync(tenant, outcome, AccountId.Of(tenant, customer.Id), cancellation);
            }
        }
    }

    /// <summary>Replays what was rejected under an external id, where its customer has appeared between the events' arrival and their metering.</summary>
    /// <remarks>
    /// A new customer looks for rejected events after it is written, and metering looks for the customer after the rejection is written: one of
    /// the two finds the other. An external id that goes by its hash is not found this way; see <see cref="AccountId.ExternalId"/>.
    /// </remarks>
    internal async Task LinkLateAsync(AccountId account, CancellationToken cancellation)
    {
        if (account.ExternalId is { } externalId
            && await customers.FindExternalAsync(account.Tenant, externalId, cancellation) is { } customer)
        {
            await AddedAsync(account.Tenant, customer, cancellation);
        }
    }

    /// <summary>The account that a rejected event goes to: that of the customer who has appeared for its external id, or the one that it was under.</summary>
    internal async ValueTask<AccountId> AccountOfAsync(Tenant tenant, Outcome outcome, CancellationToken cancellation)
    {
        var account = new AccountId(tenant, outcome.Subject);
        var customer = account.ExternalId is { } externalId ? await customers.ResolveAsync(tenant, externalId, cancellation) : null;
        return customer is null ? account : AccountId.Of(tenant, customer.Id);
    }

    /// <summary>The id that a rejected event has under an account.</summary>
    internal static EventId IdUnder(AccountId account, Outcome outcome, Delivery delivery) =>
        outcome.Key is null ? delivery.Event : EventId.Of(account, outcome.Key);

    private async Task ReplayAsync(Tenant tenant, Outcome outcome, AccountId account, CancellationToken cancellation)
    {
        if (!retention.IsTooOld(outcome.EnqueuedAt, time.GetInstant()) && await fates.ReadAsync(outcome.Position, cancellation) is { } delivery)
        {
            await log.AppendAsync([new LogEntry(account, delivery.Line)], CancellationToken.None);
            await outcomes.KeepAsync(tenant, [outcome with { ReplayedAs = IdUnder(account, outcome, delivery).ToString() }], cancellation);
        }
    }
}
