using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;

namespace Tallystick.Core.Billing;

/// <summary>A phase of a subscription, with what it is billed by.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Version">The plan's version.</param>
public sealed record BilledPhase(SubscriptionPhase Phase, PlanVersion Version)
{
    /// <summary>Its first instant.</summary>
    public Instant From => Phase.From;

    /// <summary>True where fees and usage are charged.</summary>
    public bool IsCharged => Phase.Kind == PhaseKind.Paid;

    /// <summary>What is charged, by the order of invoices: nothing in a phase that charges nothing.</summary>
    public IReadOnlyList<Price> Prices => IsCharged ? Version.Prices : [];
}
