using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>The balance of a metered entitlement, kept with it so that a check reads one document.</summary>
/// <param name="EntitlementId">Whose.</param>
/// <param name="Balance">What is left.</param>
/// <param name="From">The customer's time when it was computed: it is no answer to a question about before.</param>
/// <param name="Until">From when on it is another, whether anything is used or not: a quota is reset then, a grant begins or ends, or an hour with usage does.</param>
/// <param name="Use">The use that need not be read again; null for none.</param>
internal sealed record KeptBalance(Id<Entitlement> EntitlementId, QuotaBalance Balance, Instant From, Instant Until, KeptUse? Use)
{
    /// <summary>True where it is the answer at a time.</summary>
    internal bool Holds(Instant now) => From <= now && now < Until;
}
