using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Core.Tests.Taxes;

public sealed class DefinedTaxesTests : TaxSourceContract
{
    protected override ITaxSource Source { get; } = new DefinedTaxes();

    [Theory]
    // customer's for the metric, customer's, price's, plan's: what the metric, the fee and all the rest are taxed by
    [InlineData(null, null, null, "0.19", "0.19 0.19 0.19")]
    [InlineData(null, null, "0.07", "0.19", "0.07 0.19 0.19")]
    [InlineData(null, "0.2", "0.07", "0.19", "0.2 0.2 0.2")]
    [InlineData("0.055", "0.2", "0.07", "0.19", "0.055 0.2 0.2")]
    [InlineData("0.055", null, null, "0.19", "0.055 0.19 0.19")]
    [InlineData("0", null, "0.07", "0.19", "0 0.19 0.19")]
    public async Task The_nearest_rate_that_there_is_applies(string? customerMetric, string? customer, string? price, string plan, string rates)
    {
        var metric = Id<Metric>.Of("1");
        var buyer = new Customer
        {
            Id = Id<Customer>.Of("1"),
            Name = "Jane",
            TaxRate = Decimal(customer),
            TaxRates = customerMetric is null ? [] : [new CustomerTaxRate(metric, null, Decimal(customerMetric)!.Value)],
            CreatedAt = default,
        };
        var (used, fee) = (PriceOf("1", metric), PriceOf("2", null));
        var question = new TaxQuestion(
            new Tenant(Id<Merchant>.Of("acme"), Mode.Test), buyer, Currency.Parse("EUR"), Instant.MinValue,
            [new TaxedItem(used, Decimal(price) ?? Decimal(plan)!.Value), new TaxedItem(fee, Decimal(plan)!.Value)], Decimal(plan)!.Value);

        var decision = await Source.DecideAsync(question, default);
        Assert.Equal(rates.Split(' ').Select(decimal.Parse), [decision.RateOf("price_1"), decision.RateOf("price_2"), decision.RateOf(null)]);
    }

    private static decimal? Decimal(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Price PriceOf(string id, Id<Metric>? metric) => new()
    {
        Id = Id<Price>.Of(id),
        MetricId = metric,
        FeeId = metric is null ? "base" : null,
        InvoiceDisplayName = id,
        PaymentTerm = PaymentTerm.InArrears,
        Model = new StandardPrice(1),
        CreatedAt = default,
    };
}
