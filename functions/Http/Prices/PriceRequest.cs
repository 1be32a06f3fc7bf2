using System.ComponentModel;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Prices;

/// <summary>A price to be made: of a metric's use, or of a fee.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="BillableMetricId">The metric that is priced.</param>
/// <param name="FeeId">The merchant's own name of a fee, at most 100 characters, where no metric is priced.</param>
/// <param name="InvoiceDisplayName">What invoices call the line, at most 200 characters. Required.</param>
/// <param name="PaymentTerm"><c>in_arrears</c>, <c>in_advance</c> (fees) or <c>instant</c> (metrics). Required.</param>
/// <param name="Model">How usage becomes an amount: <c>standard</c>, <c>graduated</c>, <c>volume</c>, <c>linearVolume</c>, <c>package</c>, <c>percentage</c>, <c>matrix</c> or <c>dynamic</c>. Required.</param>
/// <param name="Properties">What the model needs, for example <c>{"unitPrice": "0.002"}</c>; docs/pricing.md has them all. Required.</param>
/// <param name="BillingCadence">The plan's own cadence, or left out; <c>once</c> for a fee that is charged with the first period alone.</param>
/// <param name="Quantity">How many of a fee; 1 unless given.</param>
/// <param name="TaxRate">Tax as a fraction, for customers without a rate; the plan's unless given.</param>
internal sealed record PriceRequest(
    string? MerchantId,
    string? BillableMetricId,
    string? FeeId,
    string? InvoiceDisplayName,
    string? PaymentTerm,
    string? Model,
    [property: Description("What the model needs, for example {\"unitPrice\": \"0.002\"} for standard. Required.")] JsonElement? Properties,
    string? BillingCadence,
    decimal? Quantity,
    decimal? TaxRate) : INamesMerchant
{
    /// <summary>The cadence of a fee that is charged once.</summary>
    public const string Once = "once";

    private static readonly (string, PaymentTerm)[] Terms =
    [
        ("in_arrears", Core.Catalog.PaymentTerm.InArrears),
        ("in_advance", Core.Catalog.PaymentTerm.InAdvance),
        ("instant", Core.Catalog.PaymentTerm.Instant),
    ];

    public Price ToPrice(Check check, IIdSource ids, Instant now) => new()
    {
        Id = ids.Next<Price>(),
        MetricId = check.OptionalId<Metric>("billableMetricId", BillableMetricId),
        FeeId = FeeId is null ? null : check.Text("feeId", FeeId, 100),
        InvoiceDisplayName = check.Text("invoiceDisplayName", InvoiceDisplayName, 200),
        PaymentTerm = check.OneOf("paymentTerm", check.Required("paymentTerm", PaymentTerm), default, Terms),
        Model = ModelFor(check, Model, Properties)!,
        BillingCadence = BillingCadence == Once ? null : CadenceFor(check, "billingCadence", BillingCadence),
        IsOneTime = BillingCadence == Once,
        Quantity = QuantityFor(check) ?? 1,
        TaxRate = check.OptionalAmount("taxRate", TaxRate, 0, 1),
        CreatedAt = now,
    };

    private decimal? QuantityFor(Check check)
    {
        check.That(Quantity is null || BillableMetricId is null, "quantity", "Of a metric the quantity is what was used: only a fee has one.", "UNSUPPORTED_QUANTITY");
        return check.OptionalAmount("quantity", Quantity, min: 0);
    }

    public static BillingCadence? CadenceFor(Check check, string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        check.That(Core.Billing.BillingCadence.TryParse(text, out var cadence), field, "P1D, P1W, P1M, P3M or P1Y is expected.", "UNKNOWN_CADENCE");
        return cadence;
    }

    /// <summary>The model; null where something is wrong with it.</summary>
    public static PriceModel? ModelFor(Check check, string? model, JsonElement? properties)
    {
        check.Required("model", model);
        check.Required("properties", properties);
        return model is null || properties is null ? null : check.Take(PriceModelReader.Read(model, properties.Value));
    }
}
