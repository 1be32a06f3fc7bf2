using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Draws a tenant's plan: what is paid when, tax, and what becomes of late events.</summary>
internal sealed class PlanDrawer(Random random, Currency currency, Instant before)
{
    private static readonly decimal[] TaxRates = [0, 0, 0.19m, 0.07m, 0.055m];
    private readonly PriceDrawer prices = new(random);

    /// <summary>The one version of the plan.</summary>
    internal PlanVersion VersionOf(IReadOnlyList<Metric> metrics)
    {
        PaymentTerm[] fees = random.Next(4) switch
        {
            0 => [PaymentTerm.InArrears],
            1 => [PaymentTerm.InAdvance],
            2 => [PaymentTerm.InAdvance, PaymentTerm.InArrears],
            _ => [],
        };
        return new PlanVersion
        {
            Id = Id<PlanVersion>.Of("v"),
            PlanId = Id<Plan>.Of("p"),
            Number = 1,
            Terms = new PlanTerms
            {
                ProductId = Id<Product>.Of("p"),
                Name = "Plan",
                Currency = currency,
                BillingCadence = random.Next(6) == 0 ? BillingCadence.Month : BillingCadence.Day,
                GraceDuration = Duration.FromMinutes(random.Next(0, 4) * 30),
                DefaultTaxRate = TaxRateOrNone(),
                TaxBehavior = random.Next(2) == 0 ? TaxBehavior.Exclusive : TaxBehavior.Inclusive,
                LateEventPolicy = random.Next(4) switch { 0 => LateEventPolicy.Reject, 1 => LateEventPolicy.NextInvoice, _ => LateEventPolicy.CreditOrDebitNote },
            },
            Prices = [.. metrics.Select(PriceOf), .. fees.Select(FeeOf)],
            CreatedAt = before,
            EffectiveAt = before,
        };
    }

    /// <summary>A tax rate; often 0.</summary>
    internal decimal TaxRateOrNone() => TaxRates[random.Next(TaxRates.Length)];

    private Price PriceOf(Metric metric) =>
        metric.Name == "instant" ? New(metric.Name, PaymentTerm.Instant, random.Next(2) == 0 ? prices.OfEvents() : prices.OfTotals()) with { MetricId = metric.Id }
        : New(metric.Name, PaymentTerm.InArrears, metric.Name == "arrears" && random.Next(6) == 0 ? PriceDrawer.EventPrice : prices.OfTotals()) with { MetricId = metric.Id };

    private Price FeeOf(PaymentTerm term) => New($"fee{term}", term, prices.OfFee()) with { FeeId = $"fee{term}", Quantity = random.Next(1, 4) };

    private Price New(string name, PaymentTerm term, PriceModel model) => new()
    {
        Id = Id<Price>.Of(name),
        InvoiceDisplayName = name,
        PaymentTerm = term,
        Model = model,
        CreatedAt = before,
    };
}
