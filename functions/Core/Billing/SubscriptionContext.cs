using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Taxes;
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
/// <param name="Phases">The phases of its life, with what they are billed by; at least one.</param>
/// <param name="Now">The customer's time.</param>
internal sealed record SubscriptionContext(
    Tenant Tenant, Merchant Merchant, Customer Customer, Subscription Subscription, IReadOnlyList<BilledPhase> Phases, Instant Now)
{
    internal AccountId Account => AccountId.Of(Tenant, Customer.Id);

    /// <summary>True where what the wallet does not cover is charged to a payment method of the customer's.</summary>
    internal bool IsCharged => Subscription.AutoCharge && Customer.PaymentMethodId is not null;

    internal Currency Currency => Subscription.Currency;

    internal SubscriptionCalendar Calendar => new(Phases, TimeZones.Find(Customer.TimeZone), Subscription.End, Subscription.EndProration);

    /// <summary>The subscription as it was agreed at its start: without what has become of it since.</summary>
    internal SubscriptionContext AsAgreed => this with { Phases = [Phases[0]], Subscription = Subscription with { EndedAt = null } };

    /// <summary>A period, cut where the subscription ends; null for one that begins after the end.</summary>
    internal SubscriptionPeriod? At(int index) => Calendar.At(index);

    /// <summary>The period behind another, where its fees are charged: those that are paid in advance are on the invoice of the one before. Null where there is none.</summary>
    internal SubscriptionPeriod? ChargedAfter(int index) => At(index + 1) is { Billed.IsCharged: true } next ? next : null;

    /// <summary>The time of a period; null for one that begins after the end.</summary>
    internal Period? PeriodAt(int index) => At(index)?.Period;

    /// <summary>The version that a period is billed by; of the run-off, that of the last one.</summary>
    internal PlanVersion VersionAt(int index) => Calendar.PhaseOf(index).Version;

    /// <summary>
    /// The time behind the last period in which what is late for it, and no later than events may be, still comes in: it is closed like a period. Null for
    /// every other number, and where nothing late is billed.
    /// </summary>
    internal Period? RunOffAt(int index)
    {
        var calendar = Calendar;
        return index > 0 && Subscription.End < Instant.MaxValue && Phases.Any(phase => phase.Version.Terms.LateEventPolicy != LateEventPolicy.Reject)
            && calendar.At(index) is null && calendar.At(index - 1) is not null
            ? new Period(Subscription.End, Subscription.End + UsageLimits.DefaultMaxAge)
            : null;
    }

    /// <summary>What is closed under a number: a period, or the run-off behind the last one; null where there is neither.</summary>
    internal BillingPeriod? StepAt(int index)
    {
        var runOff = RunOffAt(index);
        return (PeriodAt(index) ?? runOff) is { } period
            ? new BillingPeriod { SubscriptionId = Subscription.Id.ToString(), Index = index, Period = period, IsRunOff = runOff is not null }
            : null;
    }

    /// <summary>The start of the first period that is not over, with its grace time, when the subscription becomes active; null where that is the first of all.</summary>
    internal Instant? BilledFrom(Instant activatedAt)
    {
        var index = 0;
        while (At(index) is { } period && DueAt(index, period.Period) <= activatedAt)
        {
            index++;
        }

        return index == 0 ? null : At(index)?.Period.Start ?? Subscription.End;
    }

    /// <summary>When a period's closing is due: when its grace time is over.</summary>
    internal Instant DueAt(int index, Period period) => period.End + VersionAt(index).Terms.GraceDuration;

    /// <summary>When a period's closing is due, or goes on: when its grace time is over, and when the review of its drafts is.</summary>
    internal Instant DueAt(BillingPeriod period) => period.ReviewEnd ?? DueAt(period.Index, period.Period);

    /// <summary>What the invoice of a period says apart from its lines.</summary>
    internal InvoiceTerms TermsFor(Id<Invoice> invoice, int index, Period period, Instant? graceEnd, TaxDecision tax) => new()
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
        Tax = tax,
        TaxBehavior = VersionAt(index).Terms.TaxBehavior,
    };

    /// <summary>What a note that is drawn with the invoice of a period says apart from its lines.</summary>
    internal InvoiceTerms TermsFor(Id<Invoice> note, int index, RatedNote rated, TaxDecision tax) =>
        TermsFor(note, index, rated.Period, graceEnd: null, tax) with { Original = rated.Original };

    /// <summary>What is asked about tax before a period, and what is paid in advance of the next, is drafted.</summary>
    internal TaxQuestion TaxQuestionFor(int index, SubscriptionPeriod? next)
    {
        var (own, ahead) = (VersionAt(index), next?.Billed.Version);
        return new TaxQuestion(
            Tenant,
            Customer,
            Currency,
            Now,
            [.. Items(own).Concat(ahead is null ? [] : Items(ahead)).DistinctBy(item => item.Price.Id)],
            own.Terms.DefaultTaxRate);
    }

    private static IEnumerable<TaxedItem> Items(PlanVersion version) =>
        version.Prices.Select(price => new TaxedItem(price, price.TaxRate ?? version.Terms.DefaultTaxRate));
}
