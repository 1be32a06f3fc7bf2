using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>Gives metering the definitions in force.</summary>
public interface IAccountTermsReader
{
    /// <summary>The tenant's metrics.</summary>
    ValueTask<MetricSet> MetricsAsync(Tenant tenant, CancellationToken cancellation);

    /// <summary>The key of the tenant's proofs.</summary>
    ValueTask<ProofKey> ProofKeyAsync(Tenant tenant, CancellationToken cancellation);

    /// <summary>An account's terms.</summary>
    ValueTask<AccountTerms> TermsAsync(AccountId account, CancellationToken cancellation);
}
