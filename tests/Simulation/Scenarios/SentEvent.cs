using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>An event as a client means it.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Subject">The customer's id or external id.</param>
/// <param name="Key">The idempotency key.</param>
/// <param name="Metric">What was used.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Timestamp">When; null to leave it to the server.</param>
/// <param name="Hold">The number of the operation that placed the hold to pay from; null for none.</param>
/// <param name="IsBackfill">True for one that is brought in afterwards, from any time back.</param>
internal sealed record SentEvent(
    Tenant Tenant, string Subject, string Key, Id<Metric> Metric, decimal Quantity, Instant? Timestamp, int? Hold, bool IsBackfill = false)
{
    /// <summary>The price of one that comes with it; null for none.</summary>
    internal decimal? Price { get; init; }
}
