using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Dunning;

/// <summary>When what is left of an invoice is charged to the customer's saved method: once when it is issued, and once with each step of dunning.</summary>
public static class InvoiceChargeDecision
{
    /// <summary>How long a step waits for a charge that is under way, before it is looked at again.</summary>
    public static readonly Duration Patience = Duration.FromHours(1);

    /// <summary>When an issued invoice is looked at first; null where nothing is left to be done.</summary>
    /// <param name="invoice">The invoice, as it is issued.</param>
    /// <param name="isCharged">True where the customer has a method that is charged unasked.</param>
    public static Instant? FirstLookAt(Invoice invoice, bool isCharged) =>
        DunningDecision.IsOwed(invoice) && isCharged ? invoice.IssuedAt : DunningDecision.NextAt(invoice, schedule: null);

    /// <summary>True where another attempt is to be made: none is under way, and none was made since the step that is due.</summary>
    /// <param name="invoice">An issued invoice.</param>
    /// <param name="stepAt">When the next step of dunning is to be taken; null where none is left.</param>
    /// <param name="now">The customer's time.</param>
    public static bool IsDue(Invoice invoice, Instant? stepAt, Instant now) => DunningDecision.IsOwed(invoice) && invoice.Charge switch
    {
        null => true,
        { Status: PaymentStatus.Pending } => false,
        { At: var last } => stepAt is { } at && at <= now && last < at,
    };

    /// <summary>True where the customer is to be asked on a page, because the bank demands it.</summary>
    public static bool NeedsPage(Invoice invoice) =>
        DunningDecision.IsOwed(invoice)
        && invoice.Charge is { Status: PaymentStatus.Failed, FailureCode: IPaymentProvider.AuthenticationRequired, PaymentUrl: null };

    /// <summary>True while a charge is under way without the customer: the steps of dunning wait for it.</summary>
    public static bool IsUnderWay(Invoice invoice) => invoice.Charge is { Status: PaymentStatus.Pending, PaymentUrl: null };

    /// <summary>The invoice with when it is tried again noted, the same where that is noted already, or nothing was tried.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="nextAt">When the next step is to be taken; null where none is left.</param>
    internal static Invoice NotingNext(Invoice invoice, Instant? nextAt) =>
        invoice.Charge is not { Status: PaymentStatus.Failed } charge || charge.NextAt == nextAt ? invoice : invoice with { Charge = charge with { NextAt = nextAt } };
}
