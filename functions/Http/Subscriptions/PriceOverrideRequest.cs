using System.ComponentModel;
using System.Text.Json;
using Tallystick.Core.Catalog;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Subscriptions;

/// <summary>How one price of the plan is otherwise: named by its id, its metric or its fee. What is left out is as the plan has it.</summary>
/// <param name="PriceId">The price.</param>
/// <param name="BillableMetricId">The metric that it prices.</param>
/// <param name="FeeId">The fee that it is.</param>
/// <param name="Model">The price model, where it is another; with properties.</param>
/// <param name="Properties">What the model needs.</param>
/// <param name="Quantity">How many of a fee: seats, for example.</param>
/// <param name="InvoiceDisplayName">What invoices call the line, at most 200 characters.</param>
internal sealed record PriceOverrideRequest(
    string? PriceId,
    string? BillableMetricId,
    string? FeeId,
    string? Model,
    [property: Description("What the model needs, for example {\"unitPrice\": \"0.002\"} for standard.")] JsonElement? Properties,
    decimal? Quantity,
    string? InvoiceDisplayName)
{
    public PriceOverride ToOverride(Check check)
    {
        var named = new[] { PriceId, BillableMetricId, FeeId }.Count(name => name is not null);
        check.That(named == 1, "priceId", "One of priceId, billableMetricId and feeId is expected.", "REQUIRED");
        check.That(Model is null || Properties is not null, "properties", "What the model needs is expected.", "REQUIRED");
        return new PriceOverride(
            check.OptionalId<Price>("priceId", PriceId), check.OptionalId<Metric>("billableMetricId", BillableMetricId), check.OptionalText("feeId", FeeId, 100))
        {
            Model = Model,
            Properties = Properties,
            Quantity = check.OptionalAmount("quantity", Quantity, min: 0),
            InvoiceDisplayName = check.OptionalText("invoiceDisplayName", InvoiceDisplayName, 200),
        };
    }
}
