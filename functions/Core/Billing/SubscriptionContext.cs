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

    /// <summary>
    /// The time behind the last period in which what is late for it, and no later than events may be, still comes in: it is closed like a period. Null for
    /// every other number, and where nothing late is billed.
    /// </summary>
    internal Period? RunOffAt(int index) =>
        index > 0 && Version.Terms.LateEventPolicy != LateEventPolicy.Reject
            && Calendar.StartOf(index) >= Subscription.End && Calendar.StartOf(index - 1) < Subscription.End
            ? new Period(Subscription.End, Subscription.End + UsageLimits.DefaultMaxAge)
            : null;

    /// <summary>What is closed under a number: a period, or the run-off behind the last one; null where there is neither.</summary>
    internal BillingPeriod? StepAt(int index)
    {
        var runOff = RunOffAt(index);
        return (PeriodAt(index) ?? runOff) is { } period
            ? new BillingPeriod { SubscriptionId = Subscription.Id.ToString(), Index = index, Period = period, IsRunOff = runOff is not null }
            : null;
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

    internal InvoiceTerms TermsFor(Id<Invoice> note, RatedNote rated) => TermsFor(note, rated.Period, graceEnd: null) with { Original = rated.Original };
}
