using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>Invoices to test with.</summary>
internal static class Invoices
{
    internal static readonly Period March = new(Instant.FromUtc(2026, 3, 1, 5, 0), Instant.FromUtc(2026, 4, 1, 4, 0));

    internal static readonly InvoiceRecipient Jane = new("Jane's Robots", "jane@example.com");

    internal static readonly Instant Drafted = Instant.FromUtc(2026, 4, 1, 5, 0);

    internal static InvoiceTerms Terms(string currency = "USD", decimal taxRate = 0, TaxBehavior behavior = TaxBehavior.Exclusive) => new()
    {
        InvoiceId = Id<Invoice>.Of("1"),
        MerchantId = Id<Merchant>.Of("acme"),
        MerchantName = "Acme Inference",
        CustomerId = Id<Customer>.Of("jane"),
        SubscriptionId = "sub_1",
        Currency = Currency.Parse(currency),
        Period = March,
        GracePeriodEnd = March.End + Duration.FromHours(1),
        TimeZone = "America/New_York",
        Tax = TaxDecision.Of(taxRate),
        TaxBehavior = behavior,
    };

    internal static BillableLine Line(decimal amount, decimal prepaid = 0, string name = "Tokens") => new()
    {
        DisplayName = name,
        PriceId = "price_1",
        MetricId = "bm_1",
        MetricName = "tokens",
        Quantity = 1234567,
        Unit = "token",
        UnitPrice = 0.000000123m,
        Amount = amount,
        Prepaid = prepaid,
        Period = March,
        Kind = LineKind.Usage,
        Evidence = new LineEvidence { EventCount = 4321, Positions = [new(0, 3, 17, 4711), new(1, 0, 0, 9)], Hash = new(17, 4) },
    };

    internal static Invoice Draft(params BillableLine[] lines) => InvoiceDraft.Create(Terms(), lines, Drafted);

    internal static Invoice Issued(params BillableLine[] lines) => Draft(lines).Issue("INV-000001", Drafted, 14).OrThrow();
}
