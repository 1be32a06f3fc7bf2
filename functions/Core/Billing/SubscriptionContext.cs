using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>All that billing a subscription depends on.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Merchant">Who bills.</param>
/// <param name="Customer">Who is billed.</param>
/// <param name="Subscription">What for.</param>
/// <param name="Version">The plan's version that the subscription is pinned to.</param>
/// <param name="Now">The customer's time.</param>
internal sealed record SubscriptionContext(
    Tenant Tenant, Merchant Merchant, Customer Customer, Subscription Subscription, PlanVersion Version, Instant Now)
{
    internal AccountId Account => AccountId.Of(Tenant, Customer.Id);

    internal Currency Currency => Version.Terms.Currency;

    internal decimal TaxRate => Customer.TaxRate ?? Version.Terms.DefaultTaxRate;

    internal BillingCalendar Calendar => new(
        Subscription.StartedAt, Version.Terms.BillingCadence, TimeZones.Find(Customer.TimeZone), Version.Terms.BillingAnchor);

    /// <summary>A period, cut where the subscription ends; null for one that begins after the end.</summary>
    internal Period? PeriodAt(int index)
    {
        var whole = Calendar.PeriodAt(index);
        return whole.Start < Subscription.End ? new Period(whole.Start, Instant.Min(whole.End, Subscription.End)) : null;
    }

    /// <summary>When a period's closing is due: when its grace time is over.</summary>
    internal Instant DueAt(Period period) => period.End + Version.Terms.GraceDuration;

    internal InvoiceTerms TermsFor(Id<Invoice> invoice, Period period, Instant? graceEnd) => new()
    {
        InvoiceId = invoice,
        MerchantId = Merchant.Id,
        MerchantName = Merchant.Name,
        CustomerId = Customer.Id,
        SubscriptionId = Subscription.Id.ToString(),
        Currency = Currency,
        Period = period,
        GracePeriodEnd = graceEnd,
        TimeZone = Customer.TimeZone,
        TaxRate = TaxRate,
        TaxBehavior = Version.Terms.TaxBehavior,
    };
}
