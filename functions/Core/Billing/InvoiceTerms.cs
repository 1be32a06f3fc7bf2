using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>All that an invoice says apart from its lines.</summary>
public sealed record InvoiceTerms
{
    /// <summary>The invoice's id.</summary>
    public required Id<Invoice> InvoiceId { get; init; }

    /// <summary>Who bills.</summary>
    public required Id<Merchant> MerchantId { get; init; }

    /// <summary>What invoices call the merchant.</summary>
    public required string MerchantName { get; init; }

    /// <summary>Who is billed.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>The subscription that is billed.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The invoice that a note is to; null for an invoice.</summary>
    public OriginalInvoice? Original { get; init; }

    /// <summary>The billing period; of a note, that of the original.</summary>
    public required Period Period { get; init; }

    /// <summary>When events of the period stop being waited for; null where none are.</summary>
    public Instant? GracePeriodEnd { get; init; }

    /// <summary>The IANA zone that times are printed in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The rates of tax; none unless set.</summary>
    public TaxDecision Tax { get; init; } = TaxDecision.Of(0);

    /// <summary>Whether the lines' amounts have the tax in them.</summary>
    public TaxBehavior TaxBehavior { get; init; }
}
