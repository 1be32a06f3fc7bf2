using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>Phases for calendars.</summary>
internal static class BilledPhases
{
    internal static BilledPhase Of(
        Instant from, BillingCadence cadence, int? anchor = null, PhaseKind kind = PhaseKind.Paid, Proration proration = Proration.Prorate)
    {
        var terms = new PlanTerms { ProductId = Id<Product>.Of("p"), Name = "Plan", Currency = Currency.Parse("USD"), BillingCadence = cadence, BillingAnchor = anchor };
        var version = new PlanVersion { Id = Id<PlanVersion>.Of("v"), PlanId = Id<Plan>.Of("p"), Number = 1, Terms = terms, Prices = [], CreatedAt = from, EffectiveAt = from };
        return new BilledPhase(
            new SubscriptionPhase { PlanId = version.PlanId, PlanVersionId = version.Id, MetricIds = [], Kind = kind, From = from, Proration = proration, RecordedAt = from }, version);
    }
}
