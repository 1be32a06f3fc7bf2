using System.Globalization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>Draws what a merchant of a <see cref="ProofWorld"/> sells, and to whom.</summary>
internal sealed class ProofDefinitions(Random random)
{
    /// <summary>When everything was made.</summary>
    internal static readonly Instant Ever = Instant.FromUtc(2000, 1, 1, 0, 0);

    /// <summary>The merchant's currency.</summary>
    internal static readonly Currency Usd = Currency.Parse("USD");

    private static readonly string[] Zones = ["UTC", "Asia/Kolkata", "America/New_York", "Asia/Kathmandu"];

    private static readonly int Aggregations = Enum.GetValues<Aggregation>().Length;

    /// <summary>A metric of each aggregation, and one whose price comes with the event.</summary>
    internal IReadOnlyList<Metric> Metrics { get; } =
    [
        .. Enum.GetValues<Aggregation>().Select((aggregation, index) => MetricOf(aggregation, index)),
        UsageSample.MetricOf(Aggregation.Sum, $"{Aggregations}", eventType: null, value: null),
    ];

    /// <summary>A customer.</summary>
    internal Customer CustomerOf(int number) => new()
    {
        Id = Id<Customer>.Of(number.ToString("D26", CultureInfo.InvariantCulture)),
        Name = $"Customer {number}",
        Email = $"c{number}@example.com",
        TimeZone = Zones[random.Next(Zones.Length)],
        TaxRate = random.Next(3) == 0 ? 0.19m : null,
        TaxRates = number % 2 == 0 ? [] : [new(Metrics[number % Metrics.Count].Id, null, 0.055m), new(null, "fee_1", 0)],
        TaxTreatment = number % 7 == 6 ? TaxTreatment.Exempt : TaxTreatment.Standard,
        CreatedAt = Ever,
    };

    /// <summary>The customer's plan.</summary>
    internal PlanVersion VersionOf(int number)
    {
        var priced = Metrics.Where(_ => random.Next(2) == 0).Select((metric, i) => PriceOf($"{number}x{i}", random.Next(2) == 0 ? PaymentTerm.Instant : PaymentTerm.InArrears, metric) with { TaxRate = i % 2 == 0 ? 0.1m : null });
        List<Price> prices = [.. priced, PriceOf($"{number}fee", random.Next(2) == 0 ? PaymentTerm.InAdvance : PaymentTerm.InArrears, null)];
        return new PlanVersion
        {
            Id = Id<PlanVersion>.Of($"v{number}"),
            PlanId = Id<Plan>.Of($"p{number}"),
            Number = 1,
            Terms = new PlanTerms
            {
                ProductId = Id<Product>.Of("p"),
                Name = "Plan",
                Currency = Usd,
                LateEventPolicy = random.Next(4) switch { 0 => LateEventPolicy.Reject, 1 => LateEventPolicy.CreditOrDebitNote, _ => LateEventPolicy.NextInvoice },
                BillingCadence = random.Next(5) == 0 ? BillingCadence.Day : BillingCadence.Week,
                DefaultTaxRate = 0.07m,
                MinimumCommitment = number % 4 == 1 ? 3 : null,
                MaximumCharge = number % 3 == 0 ? 5 : null,
                TaxBehavior = random.Next(2) == 0 ? TaxBehavior.Inclusive : TaxBehavior.Exclusive,
            },
            Prices = prices,
            CreatedAt = Ever,
            EffectiveAt = Ever,
        };
    }

    /// <summary>The customer's subscription.</summary>
    internal Subscription SubscriptionOf(Customer customer, PlanVersion version, IIdSource ids, Instant now)
    {
        var start = now + Duration.FromMinutes(random.Next(120));
        return new Subscription
        {
            Id = ChildIds.Next<Subscription>(ids, customer.Id),
            CustomerId = customer.Id,
            Name = "s",
            PlanId = version.PlanId,
            PlanVersionId = version.Id,
            Currency = Usd,
            MetricIds = [.. version.MetricIds()],
            StartedAt = start,
            EndingAt = random.Next(4) == 0 ? start + Duration.FromDays(9) : null,
            ActivatedAt = Ever,
            ActivationRecordedAt = Ever,
            AutoCharge = random.Next(2) == 0,
            PaymentTermDays = 14,
            CreatedAt = now,
        };
    }

    private Price PriceOf(string id, PaymentTerm term, Metric? metric) => new()
    {
        Id = Id<Price>.Of(id),
        MetricId = metric?.Id,
        FeeId = metric is null ? "fee_1" : null,
        InvoiceDisplayName = $"Price {id}",
        PaymentTerm = term,
        Model = metric is null ? new StandardPrice(AnyPrice()) : ModelOf(metric),
        CreatedAt = Ever,
    };

    private PriceModel ModelOf(Metric metric)
    {
        if (metric.EventType is null)
        {
            return new DynamicPrice(1, 5);
        }

        var hasGroups = metric.GroupBy.Count > 0 && metric.Aggregation is Aggregation.Sum or Aggregation.Count;
        PriceTier[] tiers = [new(random.Next(1, 50), AnyPrice(), random.Next(2)), new(random.Next(50, 100), AnyPrice()), new(null, AnyPrice(), random.Next(3))];
        var freeUnits = random.Next(2) * random.Next(20);
        return random.Next(7) switch
        {
            0 when hasGroups => new MatrixPrice(["model"], [.. new[] { "m0", "m2" }.Select(model => new MatrixCell(new Dictionary<string, string> { ["model"] = model }, AnyPrice()))], AnyPrice()),
            2 => new GraduatedPrice(tiers) { FreeUnits = freeUnits },
            3 => new VolumePrice(tiers) { FreeUnits = freeUnits },
            4 => new PackagePrice(random.Next(1, 30), AnyPrice(), random.Next(2) == 0 ? PackageRounding.Up : PackageRounding.Down) { FreeUnits = freeUnits },
            5 => new PercentagePrice(AnyPrice() / 4, random.Next(2), random.Next(5), random.Next(5, 20)) { FreeUnits = freeUnits },
            6 => new LinearVolumePrice(1, (random.Next(20) - 10) / 1000m, 0.5m, 2) { FreeUnits = freeUnits },
            _ => new StandardPrice(AnyPrice()),
        };
    }

    private decimal AnyPrice() => random.Next(1, 2000) / 1000m;

    private static Metric MetricOf(Aggregation aggregation, int index) => UsageSample.MetricOf(aggregation, $"{index}", $"type{index % 4}") with
    {
        GroupBy = index % 2 == 0 && PropertyPath.TryParse("$.model", out var path) ? new Dictionary<string, PropertyPath> { ["model"] = path } : new Dictionary<string, PropertyPath>(),
    };
}
