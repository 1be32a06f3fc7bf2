using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Prices;

namespace Tallystick.Http.Plans;

/// <summary>A plan to be made.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="ProductId">The product that is sold. Required.</param>
/// <param name="Name">What the plan is called, at most 200 characters. Required.</param>
/// <param name="Currency">The currency of all its prices. Required.</param>
/// <param name="BillingCadence">P1D, P1W, P1M, P3M or P1Y. Required.</param>
/// <param name="Prices">Ids of prices, or prices to be made with it; at most 50.</param>
/// <param name="BillingAnchor">The day of the month on which periods begin, 1 to 31; the day of the start unless given.</param>
/// <param name="TaxBehavior"><c>exclusive</c> (unless given) or <c>inclusive</c>.</param>
/// <param name="DefaultTaxRate">Tax as a fraction, for customers without a rate; 0 unless given.</param>
/// <param name="GraceDuration">How long late events are waited for: an ISO 8601 duration up to P7D; PT1H unless given.</param>
/// <param name="LateEventPolicy">What becomes of events and corrections that come after their period was sealed: <c>next_invoice</c>, <c>credit_or_debit_note</c>, or <c>reject</c>.</param>
/// <param name="ReviewDuration">How long drafted invoices wait to be issued, so that they can be looked at and added to: an ISO 8601 duration up to P28D, and no longer than a period; PT0S unless given.</param>
/// <param name="Dunning">When customers are reminded of invoices that are not paid; never unless given.</param>
/// <param name="PaymentTermDays">Days that invoices may be paid in; 30 unless given.</param>
/// <param name="BillingAlignment"><c>anniversary</c> (unless given), or <c>calendar</c>: periods begin at midnights, on Mondays, on the first day of months, quarters, years.</param>
/// <param name="TrialDays">Days from the start of a subscription that nothing is charged for, 0 to 730; 0 unless given.</param>
/// <param name="MinimumCommitment">What a whole period comes to at least: usage and fees, after discounts.</param>
/// <param name="MaximumCharge">What a whole period comes to at most.</param>
/// <param name="Discounts">What is taken off, in this order; at most 10.</param>
/// <param name="CreditAllocations">Credits that each subscription gets; at most 10.</param>
internal sealed record PlanRequest(
    string? MerchantId,
    string? ProductId,
    string? Name,
    string? Currency,
    string? BillingCadence,
    IReadOnlyList<JsonElement>? Prices,
    int? BillingAnchor,
    string? TaxBehavior,
    decimal? DefaultTaxRate,
    string? GraceDuration,
    string? LateEventPolicy,
    string? ReviewDuration,
    DunningRequest? Dunning,
    int? PaymentTermDays,
    string? BillingAlignment,
    int? TrialDays,
    decimal? MinimumCommitment,
    decimal? MaximumCharge,
    IReadOnlyList<DiscountRequest?>? Discounts,
    IReadOnlyList<CreditAllocationBody?>? CreditAllocations) : INamesMerchant
{
    /// <summary>Taken for clients of other systems, and not kept.</summary>
    public JsonElement? Description { get; init; }

    /// <summary>Taken for clients of other systems, and not kept.</summary>
    public JsonElement? InvoiceDisplayName { get; init; }

    public PlanTerms ToTerms(Check check) => new()
    {
        ProductId = check.Id<Product>("productId", ProductId),
        Name = check.Text("name", Name, 200),
        Currency = check.Currency("currency", Currency),
        BillingCadence = PriceRequest.CadenceFor(check, "billingCadence", check.Required("billingCadence", BillingCadence)).GetValueOrDefault(),
        BillingAnchor = BillingAnchor,
        BillingAlignment = check.OneOf(
            "billingAlignment", BillingAlignment, Core.Billing.BillingAlignment.Anniversary,
            ("anniversary", Core.Billing.BillingAlignment.Anniversary), ("calendar", Core.Billing.BillingAlignment.Calendar)),
        TrialDays = TrialDays ?? 0,
        MinimumCommitment = check.OptionalAmount("minimumCommitment", MinimumCommitment, min: 0),
        MaximumCharge = check.OptionalAmount("maximumCharge", MaximumCharge, min: 0),
        Discounts = DiscountRequest.Read(check, Discounts),
        CreditAllocations = CreditAllocationBody.Read(check, CreditAllocations),
        TaxBehavior = check.OneOf(
            "taxBehavior", TaxBehavior, Core.Taxes.TaxBehavior.Exclusive,
            ("exclusive", Core.Taxes.TaxBehavior.Exclusive), ("inclusive", Core.Taxes.TaxBehavior.Inclusive)),
        DefaultTaxRate = check.OptionalAmount("defaultTaxRate", DefaultTaxRate, 0, 1) ?? 0,
        GraceDuration = check.OptionalDuration("graceDuration", GraceDuration) ?? PlanTerms.DefaultGrace,
        LateEventPolicy = check.OneOf(
            "lateEventPolicy", LateEventPolicy, Core.Catalog.LateEventPolicy.NextInvoice,
            ("next_invoice", Core.Catalog.LateEventPolicy.NextInvoice), ("reject", Core.Catalog.LateEventPolicy.Reject),
            ("credit_or_debit_note", Core.Catalog.LateEventPolicy.CreditOrDebitNote)),
        ReviewDuration = check.OptionalDuration("reviewDuration", ReviewDuration) ?? Duration.Zero,
        Dunning = Dunning?.ToSchedule(check.Within("dunning")),
        PaymentTermDays = PaymentTermDays ?? PlanTerms.DefaultPaymentTermDays,
    };

    public IReadOnlyList<PriceChoice> ToChoices(Check check, IIdSource ids, Instant now) =>
        [.. check.Items("prices", Prices, PlanVersion.MaxPrices).Select((price, index) => PriceChoices.Read(check, $"prices[{index}]", price, ids, now))];
}
