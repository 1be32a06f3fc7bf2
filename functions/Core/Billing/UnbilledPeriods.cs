using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>Finds the periods of subscriptions that have no invoice, for who looks at what is not billed yet.</summary>
internal sealed class UnbilledPeriods(IDocumentStore store)
{
    private readonly LogSeals seals = new(store);
    private readonly DueEntries entries = new(store);

    /// <summary>The period as if it were sealed now; one whose seal is noted already keeps it, for what comes behind it is billed later.</summary>
    internal async Task<BillingPeriod> AsSealedAsync(BillingPeriod period, CancellationToken cancellation) => period.Seal.Count > 0
        ? period
        : period with { State = PeriodState.Sealed, Seal = await seals.EverythingAsync(cancellation) };

    /// <summary>The periods that have documents, in their order.</summary>
    internal async Task<IReadOnlyList<BillingPeriod>> KnownAsync(SubscriptionContext context, CancellationToken cancellation) =>
        await store.ListAllAsync<BillingPeriod>(BillingDocuments.PeriodsOf(context.Tenant, context.Subscription.Id.ToString()), cancellation);

    /// <summary>The period whose invoice is drafted next, as far as its closing has come; null for a subscription that is not active, or is billed to its end.</summary>
    internal async Task<BillingPeriod?> NextAsync(SubscriptionContext context, CancellationToken cancellation)
    {
        if (context.Subscription.ActivatedAt is not { } activatedAt)
        {
            return null;
        }

        var known = await KnownAsync(context, cancellation);
        if (known.Count > 0)
        {
            return known[^1].State < PeriodState.Drafted ? known[^1] : context.StepAt(known[^1].Index + 1);
        }

        // Periods that were over before it became active are passed over, and have no documents.
        for (var index = 0; context.StepAt(index) is { } step; index++)
        {
            if (context.Subscription.BilledFrom is { } from ? step.Period.Start >= from : context.DueAt(step) > activatedAt || await entries.StandsAsync(context, step, cancellation))
            {
                return step;
            }
        }

        return null;
    }
}
