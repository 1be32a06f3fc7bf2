using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Reads the terms from the catalogue and the account's subscriptions.</summary>
/// <param name="store">Where they are.</param>
/// <param name="customers">Who there is.</param>
public sealed class AccountTermsReader(IDocumentStore store, CustomerDirectory customers) : IAccountTermsReader
{
    private static readonly MetricPrice Free = new(new StandardPrice(0), Instant: false);

    private readonly ParsedDocuments<PlanVersion> versions = new(store);
    private readonly ParsedDocuments<BillingPeriod> runOffs = new(store);
    private readonly ParsedDocuments<ProofKey> proofKeys = new(store);

    /// <inheritdoc/>
    public async ValueTask<MetricSet> MetricsAsync(Tenant tenant, CancellationToken cancellation) =>
        new(await store.ListAllAsync<Metric>(DocumentRange.WithPrefix(CatalogPartition.Of(tenant), Metric.IdPrefix + "_"), cancellation));

    /// <inheritdoc/>
    public async ValueTask<ProofKey> ProofKeyAsync(Tenant tenant, CancellationToken cancellation) =>
        await proofKeys.ReadAsync(CatalogPartition.Of(tenant), ProofKey.DocumentId, cancellation) ?? ProofKey.Empty;

    /// <inheritdoc/>
    public async ValueTask<AccountTerms> TermsAsync(AccountId account, CancellationToken cancellation)
    {
        if (account.Customer is null || await customers.ResolveAsync(account.Tenant, account.Subject, cancellation) is not { } customer)
        {
            return AccountTerms.None;
        }

        var subscribed = await SubscribedAsync(account, customer.TimeZone, cancellation);
        return new AccountTerms(customer.CreatedAt, subscribed)
        {
            ErasedAt = customer.ErasedAt,
            Closed = await ClosedAsync(account.Tenant, subscribed, cancellation),
        };
    }

    /// <summary>
    /// The periods whose closing has begun, of subscriptions that take nothing late, and the run-offs of the others that have an end: read anew each time.
    /// </summary>
    private async ValueTask<IReadOnlyList<BillingPeriod>> ClosedAsync(
        Tenant tenant, IReadOnlyList<SubscribedTerms> subscribed, CancellationToken cancellation)
    {
        List<BillingPeriod>? closed = null;
        foreach (var terms in subscribed)
        {
            if (terms.RejectsLate)
            {
                var periods = await store.ListAllAsync<BillingPeriod>(BillingDocuments.PeriodsOf(tenant, terms.Subscription), cancellation);
                (closed ??= []).AddRange(periods.Where(period => !period.IsRunOff && terms.Bills(period.Period.Start)));
            }
            else if (terms.HasEnd
                && await runOffs.ReadAsync(BillingDocuments.PartitionOf(tenant), BillingDocuments.RunOff(terms.Subscription), cancellation) is { } runOff
                && closed?.Contains(runOff) != true)
            {
                (closed ??= []).Add(runOff);
            }
        }

        return closed ?? (IReadOnlyList<BillingPeriod>)[];
    }

    private async ValueTask<IReadOnlyList<SubscribedTerms>> SubscribedAsync(AccountId account, string timeZone, CancellationToken cancellation)
    {
        if (await store.ReadAsync(account.ToString(), AccountSubscriptions.DocumentId, cancellation) is not { } document)
        {
            return [];
        }

        if (document.Kept<List<SubscribedTerms>>() is { } kept)
        {
            return kept;
        }

        var (terms, zone) = (new List<SubscribedTerms>(), TimeZones.Find(timeZone));
        foreach (var subscription in document.As<AccountSubscriptions>(account.ToString()).Subscriptions.Where(subscription => subscription.ActivatedAt is not null))
        {
            var phases = subscription.AllPhases;
            var billed = new List<BilledPhase>();
            foreach (var (index, phase) in phases.Index())
            {
                var version = await versions.ReadAsync(CatalogPartition.Of(account.Tenant), phase.PlanVersionId.ToString(), cancellation)
                    ?? throw new DamagedStoreException($"Plan version {phase.PlanVersionId} of subscription {subscription.Id} is missing.");
                var known = TermsOf(subscription, phase, version) with
                {
                    Following = [.. phases.Skip(index + 1).Select(next => new FollowingPhase(next.From, next.RecordedAt, next.CalledOffAt))],
                };
                billed.Add(new BilledPhase(phase, version));
                terms.Add(known.HasTallies ? known with { Span = SpanOf(billed, zone) } : known);
            }
        }

        return document.Keep(terms);
    }

    /// <summary>The periods of the last of some phases. Of those before it, any that was called off parts no periods.</summary>
    private static PhaseSpan SpanOf(List<BilledPhase> phases, DateTimeZone zone)
    {
        List<BilledPhase> chain = [.. phases.SkipLast(1).Where(before => before.Phase.CalledOffAt is null), phases[^1]];
        PhaseSpan? span = null;
        foreach (var (index, phase) in chain.Index())
        {
            span = PhaseSpan.Of(span, phase, index + 1 < chain.Count ? chain[index + 1].From : Instant.MaxValue, zone);
        }

        return span!;
    }

    private static SubscribedTerms TermsOf(Subscription subscription, SubscriptionPhase phase, PlanVersion version) => new(
        subscription.Id.ToString(),
        subscription.Currency,
        phase.RecordedAt,
        Instant.Max(phase.From, subscription.BilledFrom ?? phase.From),
        subscription.EndingAt ?? Instant.MaxValue,
        subscription.EndedAt,
        subscription.EndRecordedAt,
        version.Prices.Where(price => price.MetricId is not null).ToDictionary(
            price => price.MetricId!.Value,
            price => phase.Kind == PhaseKind.Trial ? Free : new MetricPrice(price.Model, price.PaymentTerm == PaymentTerm.Instant)))
    {
        Kind = phase.Kind,
        CalledOffAt = phase.CalledOffAt,
        RejectsLate = version.Terms.LateEventPolicy == LateEventPolicy.Reject,
    };
}
