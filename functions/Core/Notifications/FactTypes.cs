using Tallystick.Core.Limits;

namespace Tallystick.Core.Notifications;

/// <summary>The names of the facts that merchants are told of; part of the public API. Credit and debit notes are invoices of another type.</summary>
public static class FactTypes
{
    /// <summary>An invoice was sent, with a number.</summary>
    public const string InvoiceIssued = "invoice.issued";

    /// <summary>Nothing is left to pay of an invoice, or to give back by one below zero.</summary>
    public const string InvoicePaid = "invoice.paid";

    /// <summary>An issued invoice was called off.</summary>
    public const string InvoiceVoided = "invoice.voided";

    /// <summary>An issued invoice is not paid when it was to be.</summary>
    public const string InvoiceOverdue = "invoice.overdue";

    /// <summary>A customer is to be reminded of an invoice that is overdue.</summary>
    public const string InvoiceReminded = "invoice.reminded";

    /// <summary>An invoice is not expected to be paid any more.</summary>
    public const string InvoiceWrittenOff = "invoice.writtenOff";

    /// <summary>A customer was asked for the payment of an automatic top-up, and has yet to make it.</summary>
    public const string TopUpRequested = "autoTopUp.requested";

    /// <summary>The payment of an automatic top-up is in the wallet.</summary>
    public const string TopUpSucceeded = "autoTopUp.succeeded";

    /// <summary>The payment of an automatic top-up was not made.</summary>
    public const string TopUpFailed = "autoTopUp.failed";

    /// <summary>A payment is in the wallet.</summary>
    public const string PaymentSucceeded = "payment.succeeded";

    /// <summary>A payment was not made.</summary>
    public const string PaymentFailed = "payment.failed";

    /// <summary>What is left of an invoice could not be charged without the customer, who has yet to pay on a page.</summary>
    public const string PaymentActionRequired = "payment.actionRequired";

    /// <summary>A part of a payment, or all of it, went back to where it came from.</summary>
    public const string RefundSucceeded = "refund.succeeded";

    /// <summary>A refund was not made, or came back: the money is in the wallet again.</summary>
    public const string RefundFailed = "refund.failed";

    /// <summary>A customer was made.</summary>
    public const string CustomerCreated = "customer.created";

    /// <summary>How a customer is taxed was changed, or which payment method is charged.</summary>
    public const string CustomerChanged = "customer.changed";

    /// <summary>A customer's personal data was erased.</summary>
    public const string CustomerErased = "customer.erased";

    /// <summary>A subscription was made.</summary>
    public const string SubscriptionCreated = "subscription.created";

    /// <summary>A subscription's first invoice is paid, or it began without one.</summary>
    public const string SubscriptionActivated = "subscription.activated";

    /// <summary>A subscription goes on under another plan or version, now or later, or such a change was called off.</summary>
    public const string SubscriptionChanged = "subscription.changed";

    /// <summary>A subscription is paused.</summary>
    public const string SubscriptionPaused = "subscription.paused";

    /// <summary>A subscription goes on behind a pause that was ended by hand.</summary>
    public const string SubscriptionResumed = "subscription.resumed";

    /// <summary>A subscription was terminated, now or to a later end.</summary>
    public const string SubscriptionTerminated = "subscription.terminated";

    /// <summary>A customer may use a feature.</summary>
    public const string EntitlementCreated = "entitlement.created";

    /// <summary>A customer may not use a feature any more.</summary>
    public const string EntitlementEnded = "entitlement.ended";

    /// <summary>Events were rejected.</summary>
    public const string UsageRejected = "usage.rejected";

    /// <summary>A part of a cap is used up.</summary>
    public const string AlertCapThreshold = "alert.capThreshold";

    /// <summary>A customer has spent so much in a window.</summary>
    public const string AlertSpendThreshold = "alert.spendThreshold";

    /// <summary>A customer has used so much of a metric in a window.</summary>
    public const string AlertUsageThreshold = "alert.usageThreshold";

    /// <summary>Less than so much is available in a wallet.</summary>
    public const string AlertWalletLowBalance = "alert.walletLowBalance";

    /// <summary>A customer has used more of a metric today than on other days.</summary>
    public const string AlertUsageSpike = "alert.usageSpike";

    /// <summary>A billing period could not be closed and was put aside: its subscription is not billed until that is mended.</summary>
    public const string BillingStopped = "subscription.billing_stopped";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        InvoiceIssued, InvoicePaid, InvoiceVoided, InvoiceOverdue, InvoiceReminded, InvoiceWrittenOff, TopUpRequested, TopUpSucceeded, TopUpFailed,
        PaymentSucceeded, PaymentFailed, PaymentActionRequired, RefundSucceeded, RefundFailed,
        CustomerCreated, CustomerChanged, CustomerErased, SubscriptionCreated, SubscriptionActivated, SubscriptionChanged, SubscriptionPaused, SubscriptionResumed, SubscriptionTerminated,
        EntitlementCreated, EntitlementEnded, UsageRejected,
        AlertCapThreshold, AlertSpendThreshold, AlertUsageThreshold, AlertWalletLowBalance, AlertUsageSpike, BillingStopped,
    ];

    /// <summary>The fact that an alert is.</summary>
    internal static string Of(AlertKind kind) => kind switch
    {
        AlertKind.CapThreshold => AlertCapThreshold,
        AlertKind.SpendThreshold => AlertSpendThreshold,
        AlertKind.UsageThreshold => AlertUsageThreshold,
        AlertKind.WalletLowBalance => AlertWalletLowBalance,
        _ => AlertUsageSpike,
    };
}
