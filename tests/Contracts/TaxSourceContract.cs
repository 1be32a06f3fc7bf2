using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Contracts;

/// <summary>What every <see cref="ITaxSource"/> keeps.</summary>
public abstract class TaxSourceContract
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 0, 0);

    /// <summary>The source to test.</summary>
    protected abstract ITaxSource Source { get; }

    [Fact]
    public async Task Every_item_that_is_asked_for_has_a_rate_that_is_a_fraction()
    {
        var question = Question(TaxTreatment.Standard);
        var decision = await Source.DecideAsync(question, default);
        Assert.Equal(TaxTreatment.Standard, decision.Treatment);
        Assert.All(question.Items, item => Assert.InRange(decision.Rates[item.Price.Id.ToString()], 0, 1));
        Assert.InRange(decision.DefaultRate, 0, 1);
    }

    [Theory]
    [InlineData(TaxTreatment.Exempt)]
    [InlineData(TaxTreatment.ReverseCharge)]
    public async Task Who_is_not_taxed_has_no_rate_above_0(TaxTreatment treatment)
    {
        var question = Question(treatment);
        var decision = await Source.DecideAsync(question, default);
        Assert.Equal(treatment, decision.Treatment);
        Assert.All(question.Items, item => Assert.Equal(0, decision.RateOf(item.Price.Id.ToString())));
        Assert.Equal(0, decision.RateOf(null));
    }

    [Fact]
    public async Task Asking_again_changes_nothing()
    {
        var question = Question(TaxTreatment.Standard);
        var (first, again) = (await Source.DecideAsync(question, default), await Source.DecideAsync(question, default));
        Assert.Equal(first.Rates, again.Rates);
        Assert.Equal((first.Treatment, first.DefaultRate), (again.Treatment, again.DefaultRate));
    }

    private static TaxQuestion Question(TaxTreatment treatment)
    {
        var customer = new Customer { Id = Id<Customer>.Of("1"), Name = "Jane", TaxTreatment = treatment, TaxId = "DE123456789", CreatedAt = Now };
        return new TaxQuestion(new Tenant(Id<Merchant>.Of("acme"), Mode.Test), customer, Currency.Parse("EUR"), Now, [new(Price("1", metric: "1"), 0.19m), new(Price("2", metric: null), 0.07m)], 0.19m);
    }

    private static Price Price(string id, string? metric) => new()
    {
        Id = Id<Price>.Of(id),
        MetricId = metric is null ? null : Id<Metric>.Of(metric),
        FeeId = metric is null ? "base" : null,
        InvoiceDisplayName = id,
        PaymentTerm = PaymentTerm.InArrears,
        Model = new StandardPrice(1),
        CreatedAt = Now,
    };
}
