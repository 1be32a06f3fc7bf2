using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Starts subscriptions. Apart from <see cref="SubscriptionService"/>, which the listeners themselves work with.</summary>
public sealed class SubscriptionStarter(
    IDocumentStore store,
    IIdSource ids,
    Plans plans,
    TailoredPlans tailored,
    CustomerRegister customers,
    Clocks clocks,
    SubscriptionService subscriptions,
    IEnumerable<ISubscriptionStarted> listeners)
{
    /// <summary>
    /// Starts a subscription under the plan's version in force. It is active at once where nothing is paid in advance. Refused: what
    /// <see cref="AccountSubscriptions.Start"/> and <see cref="TailoredPlans.MakeAsync"/> refuse, an unknown or erased customer, an unknown plan, a wrong test clock, an end that is not after the start.
    /// </summary>
    public async ValueTask<Result<Subscription>> StartAsync(Tenant tenant, NewSubscription wanted, CancellationToken cancellation)
    {
        if (!(await customers.GetAsync(tenant, wanted.CustomerId, cancellation, "customerId")).TryGet(out var customer, out var refused)
            || !(await plans.GetAsync(tenant, wanted.PlanId, cancellation, "planId")).TryGet(out var plan, out refused))
        {
            return refused;
        }

        if ((customer.RefuseErased("customerId") ?? Check(wanted, customer)) is { } broken)
        {
            return broken;
        }

        var account = AccountId.Of(tenant, customer.Id);
        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        var agreed = plan.InForceAt(now);
        var id = wanted.Id ?? ChildIds.Next<Subscription>(ids, wanted.CustomerId);
        if (!(await subscriptions.OfAsync(account, cancellation)).Start(Make(id, wanted, agreed, customer, now)).TryGet(out _, out refused)
            || !(await tailored.MakeAsync(tenant, id, agreed, tailored.IdOf(agreed, wanted.Tailoring), wanted.Tailoring, now, cancellation)).TryGet(out var version, out refused))
        {
            return refused; // Before anything is written: refusals are common, races are not.
        }

        var subscription = Make(id, wanted, version, customer, now);

        var entry = new SubscriptionEntry(subscription.Id, customer.Id);
        await store.CommitAsync(SubscriptionService.BillingPartition(tenant), [DocumentWrite.Put(SubscriptionService.EntryPrefix + subscription.Id, entry.ToBody())], cancellation);
        if (!(await subscriptions.ChangeAsync(account, subscription.Id, all => all.Start(subscription), cancellation)).TryGet(out var started, out refused))
        {
            return refused;
        }

        foreach (var listener in listeners)
        {
            if (await listener.StartedAsync(account, started, version, now, cancellation) is { } invoice)
            {
                var noted = await subscriptions.ChangeAsync(account, started.Id, all => all.With(all.Find(started.Id)! with { InitialInvoiceId = invoice }), cancellation);
                started = noted.OrThrow();
            }
        }

        return started;
    }

    /// <summary>A subscription as it would be if it were started now under a version. Nothing of it is kept.</summary>
    internal Subscription Preview(NewSubscription wanted, PlanVersion version, Customer customer, Instant now) =>
        Make(wanted.Id ?? ChildIds.Next<Subscription>(ids, wanted.CustomerId), wanted, version, customer, now);

    private static Refusal? Check(NewSubscription wanted, Customer customer)
    {
        if (wanted.TrialEnd < wanted.StartedAt || wanted.TrialEnd >= wanted.EndingAt)
        {
            return Refusal.Invalid("trialEnd", "A trial ends at the start or later, and before the subscription.", "INVALID_PERIOD");
        }

        if (wanted.TrialEnd - wanted.StartedAt > Duration.FromDays(PlanTerms.MaxTrialDays))
        {
            return Refusal.Invalid("trialEnd", $"A trial lasts at most {PlanTerms.MaxTrialDays} days.", "OUT_OF_RANGE");
        }

        if (wanted.EndingAt <= wanted.StartedAt)
        {
            return Refusal.Invalid("endingAt", "The end is after the start.", "INVALID_PERIOD");
        }

        return wanted.TestClockId is { } clock && clock != customer.TestClockId
            ? Refusal.Invalid("testClockId", "A subscription lives by its customer's clock.", "TEST_CLOCK_MISMATCH")
            : null;
    }

    private Subscription Make(Id<Subscription> id, NewSubscription wanted, PlanVersion version, Customer customer, Instant now)
    {
        var subscription = MakePaid(id, wanted, version, now);
        var trialEnd = wanted.TrialEnd ?? TrialEndOf(wanted.StartedAt, version.Terms.TrialDays, customer);
        if (trialEnd == wanted.StartedAt)
        {
            return subscription;
        }

        var recordedAt = clocks.InForceFrom;
        return subscription with
        {
            BeganOnTrial = true,
            Changes = [subscription.PhaseAt(now) with { From = trialEnd, RecordedAt = recordedAt }],
            ActivatedAt = now,
            ActivationRecordedAt = recordedAt,
        };
    }

    private static Instant TrialEndOf(Instant start, int days, Customer customer)
    {
        if (days == 0)
        {
            return start;
        }

        var zone = TimeZones.Find(customer.TimeZone);
        return start.InZone(zone).LocalDateTime.PlusDays(days).InZoneLeniently(zone).ToInstant();
    }

    private Subscription MakePaid(Id<Subscription> id, NewSubscription wanted, PlanVersion version, Instant now) => new()
    {
        Id = id,
        CustomerId = wanted.CustomerId,
        Name = wanted.Name,
        PlanId = wanted.PlanId,
        PlanVersionId = version.Id,
        Currency = version.Terms.Currency,
        MetricIds = [.. version.MetricIds()],
        AllocatesCredits = version.AllocatesCredits,
        StartedAt = wanted.StartedAt,
        StartProration = wanted.Proration,
        EndingAt = wanted.EndingAt,
        ActivatedAt = version.InAdvanceTotal() > 0 ? null : now,
        ActivationRecordedAt = version.InAdvanceTotal() > 0 ? null : clocks.InForceFrom,
        AutoCharge = wanted.AutoCharge,
        PaymentTermDays = wanted.PaymentTermDays ?? version.Terms.PaymentTermDays,
        CreatedAt = now,
    };
}
