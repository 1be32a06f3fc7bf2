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

    /// <summary>A customer was asked for the payment of an automatic top-up, and has yet to make it.</summary>
    public const string TopUpRequested = "autoTopUp.requested";

    /// <summary>The payment of an automatic top-up is in the wallet.</summary>
    public const string TopUpSucceeded = "autoTopUp.succeeded";

    /// <summary>The payment of an automatic top-up was not made.</summary>
    public const string TopUpFailed = "autoTopUp.failed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [InvoiceIssued, InvoicePaid, InvoiceVoided, TopUpRequested, TopUpSucceeded, TopUpFailed];
}
