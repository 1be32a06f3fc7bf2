using System.Collections.Concurrent;
using NodaTime;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Terms whose lists of metrics are not asked for again when they were read lately, for a back end whose reads are paid for.</summary>
/// <param name="inner">Reads everything else.</param>
/// <param name="age">For how long a list is handed out after it was read.</param>
/// <param name="time">The clock of that.</param>
internal sealed class KeptMetrics(IAccountTermsReader inner, Duration age, TimeProvider time) : IAccountTermsReader
{
    // Some kilobytes each. Forgetting all at once costs a read of each that is still in use.
    private const int MaxKept = 10_000;

    private readonly ConcurrentDictionary<Tenant, (MetricSet Metrics, Instant ReadAt)> all = new();

    /// <inheritdoc/>
    public ValueTask<MetricSet> MetricsAsync(Tenant tenant, CancellationToken cancellation) =>
        all.TryGetValue(tenant, out var kept) && time.GetInstant() - kept.ReadAt < age ? new(kept.Metrics) : ReadAndKeepAsync(tenant, cancellation);

    /// <inheritdoc/>
    public ValueTask<ProofKey> ProofKeyAsync(Tenant tenant, CancellationToken cancellation) => inner.ProofKeyAsync(tenant, cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountTerms> TermsAsync(AccountId account, CancellationToken cancellation) => inner.TermsAsync(account, cancellation);

    private async ValueTask<MetricSet> ReadAndKeepAsync(Tenant tenant, CancellationToken cancellation)
    {
        var readAt = time.GetInstant();
        var metrics = await inner.MetricsAsync(tenant, cancellation);
        if (all.Count >= MaxKept)
        {
            all.Clear();
        }

        all[tenant] = (metrics, readAt);
        return metrics;
    }
}
