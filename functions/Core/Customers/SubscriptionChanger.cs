using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Lets subscriptions go on otherwise: under another plan or version, now or later.</summary>
public sealed class SubscriptionChanger
{
    private readonly IDocumentStore store;
    private readonly Plans plans;
    private readonly TailoredPlans tailored;
    private readonly SubscriptionService subscriptions;
    private readonly Clocks clocks;
    private readonly UsageLimits limits;
    private readonly IEnumerable<ISubscriptionCut> listeners;
    private readonly SubscriptionContexts contexts;

    /// <summary>Makes the service.</summary>
    public SubscriptionChanger(
        IDocumentStore store,
        Plans plans,
        TailoredPlans tailored,
        SubscriptionService subscriptions,
        CustomerDirectory customers,
        Clocks clocks,
        UsageLimits limits,
        IEnumerable<ISubscriptionCut> listeners)
    {
        (this.store, this.plans, this.tailored, this.subscriptions, this.clocks, this.listeners) = (store, plans, tailored, subscriptions, clocks, listeners);
        this.limits = limits;
        contexts = new SubscriptionContexts(store, customers, clocks);
    }

    /// <summary>
    /// Changes a subscription's plan. Refused: what <see cref="SubscriptionChanges.Change"/> refuses, an unknown plan or version, <c>CURRENCY_MISMATCH</c>,
    /// <c>TAX_BEHAVIOR_MISMATCH</c>, and <c>PERIOD_CLOSED</c> where the period that it would part, or begin behind, is being closed.
    /// </summary>
    public async Task<Result<Subscription>> ChangeAsync(Tenant tenant, Id<Subscription> id, PlanSwitch wanted, CancellationToken cancellation)
    {
        if (await contexts.FindAsync(tenant, id, cancellation) is not { } context)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        if (!(await VersionAsync(tenant, wanted, context.Now, cancellation)).TryGet(out var version, out var refused))
        {
            return refused;
        }

        if (Mismatch(context, version) is { } mismatch)
        {
            return mismatch;
        }

        var (from, replaceableFrom) = wanted.EffectiveAt is { } at ? (at, (Instant?)null)
            : wanted.AtPeriodEnd ? (PeriodEnd(context), Instant.MaxValue)
            : await AtOnceAsync(context, cancellation);
        var next = new SubscriptionPhase
        {
            PlanId = version.PlanId,
            PlanVersionId = tailored.IdOf(version, wanted.Tailoring),
            MetricIds = [.. version.MetricIds()],
            AllocatesCredits = version.AllocatesCredits,
            From = from,
            IsAskedByCustomer = wanted.IsAskedByCustomer,
            Proration = wanted.Proration,
            RecordedAt = clocks.InForceFrom,
        };
        if (!wanted.Tailoring.IsNone
            && (!(await subscriptions.OfAsync(context.Account, cancellation)).Change(id, next, context.Now, replaceableFrom).TryGet(out _, out refused)
                || !(await tailored.MakeAsync(tenant, id, version, next.PlanVersionId, wanted.Tailoring, context.Now, cancellation)).TryGet(out _, out refused)))
        {
            return refused; // Before a coupon is redeemed: refusals are common, races are not.
        }

        var asking = new Asking(Asking.PartyOf(wanted.IsAskedByCustomer), wanted.EffectiveAt is null && !wanted.AtPeriodEnd ? from : context.Now);
        return await GoOnAsync(context, from, all => all.Change(id, next, context.Now, replaceableFrom), asking, cancellation);
    }

    /// <summary>Pauses a subscription from now on. Refused: what <see cref="SubscriptionPauses.Pause"/> refuses, and <c>PERIOD_CLOSED</c>.</summary>
    public async Task<Result<Subscription>> PauseAsync(Tenant tenant, Id<Subscription> id, Instant? resumesAt, Proration proration, CancellationToken cancellation) =>
        await contexts.FindAsync(tenant, id, cancellation) is { } context && await AtOnceAsync(context, cancellation) is var (from, replaceableFrom)
            ? await GoOnAsync(
                context,
                from,
                all => all.Pause(id, from, resumesAt, proration, context.Now, clocks.InForceFrom, replaceableFrom),
                new(Party.Merchant, from),
                cancellation)
            : Refusal.NotFound("SUBSCRIPTION", id.ToString());

    /// <summary>
    /// Lets a paused subscription go on from now on; a pause that has only just been asked for is called off. Refused: what <see cref="SubscriptionPauses.Resume"/>
    /// refuses, and <c>PERIOD_CLOSED</c>.
    /// </summary>
    public async Task<Result<Subscription>> ResumeAsync(Tenant tenant, Id<Subscription> id, CancellationToken cancellation)
    {
        if (await contexts.FindAsync(tenant, id, cancellation) is not { } context)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        var from = await NowForAsync(context, cancellation);
        var callableFrom = InForce(context);
        if (context.Subscription.PauseFrom(context.Now) is { } pause)
        {
            from = Instant.Max(from, pause.From + Duration.FromMilliseconds(1));
            callableFrom = IsDueBefore(context, pause.From) ? Instant.MaxValue : callableFrom;
        }

        return await GoOnAsync(context, from, all => all.Resume(id, from, callableFrom, context.Now, clocks.InForceFrom), new(Party.Merchant, from), cancellation);
    }

    /// <summary>Calls off the change that a subscription was to go on with. Refused: what <see cref="SubscriptionChanges.CallOff"/> refuses.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which subscription.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="byCustomer">True for the customer, who calls off only what the customer has asked for.</param>
    public async Task<Result<Subscription>> CallOffAsync(Tenant tenant, Id<Subscription> id, CancellationToken cancellation, bool byCustomer = false) =>
        await contexts.FindAsync(tenant, id, cancellation) is { } context
            ? await subscriptions.ChangeAsync(
                context.Account,
                id,
                all => all.CallOff(id, context.Now, InForce(context), clocks.InForceFrom, byCustomer),
                new(Asking.PartyOf(byCustomer), context.Now),
                cancellation)
            : Refusal.NotFound("SUBSCRIPTION", id.ToString());

    /// <summary>
    /// Ends a subscription for its customer at the end of its period; one that is paused until nobody knows when ends now. Refused: what
    /// <see cref="SubscriptionCancellations.Cancel"/> refuses.
    /// </summary>
    public async Task<Result<Subscription>> CancelAsync(Tenant tenant, Id<Subscription> id, CancellationToken cancellation)
    {
        if (await contexts.FindAsync(tenant, id, cancellation) is not { } context)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        var (end, asking) = (PeriodEnd(context), new Asking(Party.Customer, context.Now));
        if (end == Instant.MaxValue)
        {
            end = await NowForAsync(context, cancellation);
            asking = asking with { Moment = end };
        }

        return await subscriptions.EndAsync(context.Account, id, all => all.Cancel(id, end, context.Now, clocks.InForceFrom), asking, cancellation);
    }

    /// <summary>Takes a customer's end of a subscription back. Refused: what <see cref="SubscriptionCancellations.TakeBackCancellation"/> refuses.</summary>
    public async Task<Result<Subscription>> TakeBackCancellationAsync(Tenant tenant, Id<Subscription> id, CancellationToken cancellation) =>
        await contexts.FindAsync(tenant, id, cancellation) is { } context
            ? await subscriptions.ChangeAsync(
                context.Account, id, all => all.TakeBackCancellation(id, InForce(context) + limits.MaxAhead), new(Party.Customer, context.Now), cancellation)
            : Refusal.NotFound("SUBSCRIPTION", id.ToString());

    /// <summary>The end of a subscription's current period; of the first one, before it begins. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>.</summary>
    public async Task<Result<Instant>> PeriodEndAsync(Tenant tenant, Id<Subscription> id, CancellationToken cancellation) =>
        await contexts.FindAsync(tenant, id, cancellation) is { } context ? PeriodEnd(context) : Refusal.NotFound("SUBSCRIPTION", id.ToString());

    private static Instant PeriodEnd(SubscriptionContext context) =>
        context.At(context.Calendar.IndexOf(context.Now) ?? 0)?.Period.End ?? context.Subscription.End;

    /// <summary>Now: as soon as metering goes by it. A test clock stands still meanwhile.</summary>
    private Instant InForce(SubscriptionContext context) => context.Customer.TestClockId is null ? clocks.InForceFrom : context.Now;

    private static Refusal? Mismatch(SubscriptionContext context, PlanVersion version)
    {
        if (version.Terms.Currency != context.Currency)
        {
            return Refusal.Conflict("CURRENCY_MISMATCH", $"The subscription is billed in {context.Currency}, the plan in {version.Terms.Currency}.");
        }

        return version.Terms.TaxBehavior != context.Phases[^1].Version.Terms.TaxBehavior
            ? Refusal.Conflict("TAX_BEHAVIOR_MISMATCH", "One invoice has prices of both plans: both have tax in them, or neither has.")
            : null;
    }

    /// <summary>
    /// When what is asked for now begins. Where a test clock stands still, the last change may have begun at this very moment: its place is taken, for nothing was
    /// billed under it yet; where the period before it is being closed, and may have charged for what comes behind, the next one begins a millisecond later.
    /// </summary>
    /// <returns>The first instant, and from when on a change may begin whose place is taken.</returns>
    private async ValueTask<(Instant From, Instant? ReplaceableFrom)> AtOnceAsync(SubscriptionContext context, CancellationToken cancellation)
    {
        var from = await NowForAsync(context, cancellation);
        var last = context.Subscription.PhaseAt(context.Now).From;
        return last < from || last == context.Subscription.StartedAt ? (from, Instant.MaxValue)
            : IsDueBefore(context, last) ? (last + Duration.FromMilliseconds(1), Instant.MaxValue)
            : (from, InForce(context));
    }

    private ValueTask<Instant> NowForAsync(SubscriptionContext context, CancellationToken cancellation) =>
        subscriptions.NowForAsync(context.Account, context.Customer, context.Now, cancellation);

    private async Task<Result<Subscription>> GoOnAsync(
        SubscriptionContext context, Instant from, Func<AccountSubscriptions, Result<AccountSubscriptions>> decide, Asking asking, CancellationToken cancellation)
    {
        if (await IsClosedAsync(context, from, cancellation))
        {
            return SubscriptionChanges.Untimely(
                from == asking.Moment ? null : "effectiveAt", "PERIOD_CLOSED", "The period that would end then is being closed: a change is later.");
        }

        var id = context.Subscription.Id;
        var changed = await subscriptions.ChangeAsync(context.Account, id, decide, asking, cancellation);

        // Also where it is refused: whoever asks again may have had no answer, and what follows from the change may not be done.
        if ((await subscriptions.OfAsync(context.Account, cancellation)).Find(id) is { Changes.Count: > 0 } subscription)
        {
            foreach (var listener in listeners)
            {
                await listener.CutAsync(context.Account, subscription, cancellation);
            }
        }

        return changed;
    }

    /// <summary>True where the period that ends at a border may be closed by now.</summary>
    private static bool IsDueBefore(SubscriptionContext context, Instant border) =>
        context.Calendar.IndexOf(border - Duration.Epsilon) is { } index && context.PeriodAt(index) is { } period && context.DueAt(index, period) <= context.Now;

    private async Task<bool> IsClosedAsync(SubscriptionContext context, Instant border, CancellationToken cancellation) =>
        context.Calendar.IndexOf(border - Duration.Epsilon) is { } index
        && await store.ReadAsync<BillingPeriod>(
            BillingDocuments.PartitionOf(context.Tenant), BillingDocuments.Period(context.Subscription.Id.ToString(), index), cancellation) is { Value.State: not PeriodState.Open };

    private async ValueTask<Result<PlanVersion>> VersionAsync(Tenant tenant, PlanSwitch wanted, Instant now, CancellationToken cancellation) =>
        wanted.PlanVersionId is { } version
            ? await plans.GetVersionAsync(tenant, version, cancellation, "planVersionId")
            : (await plans.GetAsync(tenant, wanted.PlanId.GetValueOrDefault(), cancellation, "planId")).Then<PlanVersion>(plan => plan.InForceAt(now));
}
