using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Http.Prices;

/// <summary>What something costs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="BillableMetricId">The metric that is priced; null for a fee.</param>
/// <param name="FeeId">The merchant's name of the fee; null for a metric.</param>
/// <param name="InvoiceDisplayName">What invoices call the line.</param>
/// <param name="PaymentTerm">When it is paid.</param>
/// <param name="Model">How a quantity becomes an amount.</param>
/// <param name="Properties">What the model needs.</param>
/// <param name="BillingCadence">How often it is charged; null for the plan's cadence, <c>once</c> for a fee that is charged once.</param>
/// <param name="Quantity">How many of a fee.</param>
/// <param name="TaxRate">Tax as a fraction, for customers without a rate; null for the plan's.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record PriceResponse(
    Id<Price> Id,
    Id<Metric>? BillableMetricId,
    string? FeeId,
    string InvoiceDisplayName,
    PaymentTerm PaymentTerm,
    string Model,
    JsonElement Properties,
    string? BillingCadence,
    decimal Quantity,
    decimal? TaxRate,
    Instant CreatedAt)
{
    public string Object => "price";

    public static PriceResponse Of(Price price) => new(
        price.Id,
        price.MetricId,
        price.FeeId,
        price.InvoiceDisplayName,
        price.PaymentTerm,
        price.Model.Name,
        JsonSerializer.SerializeToElement(price.Model, price.Model.GetType(), DocumentJson.Options),
        price.IsOneTime ? PriceRequest.Once : price.BillingCadence?.ToString(),
        price.Quantity,
        price.TaxRate,
        price.CreatedAt);
}
