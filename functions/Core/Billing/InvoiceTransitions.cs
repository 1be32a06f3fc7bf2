using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What may happen to an invoice. Each is a pure function to the invoice after it, or a refusal; lines and totals stay as drafted.</summary>
public static class InvoiceTransitions
{
    /// <summary>
    /// Sends a draft. An invoice with nothing left to pay or to give back is paid at once. Repeated with the same number it changes nothing.
    /// Refused: <c>INVOICE_ALREADY_ISSUED</c> under another number, <c>INVOICE_VOID</c>.
    /// </summary>
    /// <param name="invoice">The draft.</param>
    /// <param name="number">The tenant's next number, taken in the same commit.</param>
    /// <param name="now">When it is issued.</param>
    /// <param name="paymentTermDays">Days of 24 hours that the customer has to pay, 0 or more.</param>
    public static Result<Invoice> Issue(this Invoice invoice, string number, Instant now, int paymentTermDays)
    {
        ArgumentException.ThrowIfNullOrEmpty(number);
        ArgumentOutOfRangeException.ThrowIfNegative(paymentTermDays);
        return invoice.Status switch
        {
            InvoiceStatus.Void => IsVoid,
            InvoiceStatus.Draft => Settle(
                invoice with { Number = number, Status = InvoiceStatus.Issued, IssuesAt = null, IssuedAt = now, DueAt = now + Duration.FromDays(paymentTermDays) },
                now),
            _ when invoice.Number == number => invoice,
            _ => Refusal.Conflict("INVOICE_ALREADY_ISSUED", $"The invoice was issued as {invoice.Number}."),
        };
    }

    /// <summary>
    /// Notes a payment; the invoice is paid when nothing is left. Not idempotent: the caller applies each payment once.
    /// Refused: <c>INVALID_AMOUNT</c>, <c>PAYMENT_EXCEEDS_UNPAID</c>, <c>INVOICE_NOT_ISSUED</c>, <c>INVOICE_ALREADY_PAID</c>, <c>INVOICE_VOID</c>.
    /// </summary>
    /// <param name="invoice">An invoice that is issued, overdue or written off.</param>
    /// <param name="amount">Above 0, to the currency's minor unit, at most what is left to pay.</param>
    /// <param name="now">When it was paid.</param>
    public static Result<Invoice> Pay(this Invoice invoice, decimal amount, Instant now)
    {
        if (amount <= 0 || Exact.Round(amount, invoice.Currency.MinorUnitDigits) != amount)
        {
            return Refusal.Invalid("amount", $"A payment is above 0, in whole minor units of {invoice.Currency}.", "INVALID_AMOUNT");
        }

        return invoice.Status switch
        {
            InvoiceStatus.Draft => NotIssued,
            InvoiceStatus.Paid => Refusal.Conflict("INVOICE_ALREADY_PAID", "Nothing is left to pay."),
            InvoiceStatus.Void => IsVoid,
            _ when amount > invoice.UnpaidAmount => Refusal.Conflict(
                "PAYMENT_EXCEEDS_UNPAID", $"{invoice.Currency.Text(invoice.UnpaidAmount)} {invoice.Currency} are left to pay."),
            _ => Settle(invoice with { PaidAmount = invoice.PaidAmount + amount }, now),
        };
    }

    /// <summary>
    /// Notes that an invoice below zero has given back all that it gives back: then it is paid. Not idempotent: the caller applies it once.
    /// Refused: <c>INVOICE_GIVES_NOTHING_BACK</c>, <c>INVOICE_NOT_ISSUED</c>, <c>INVOICE_ALREADY_PAID</c>, <c>INVOICE_VOID</c>.
    /// </summary>
    /// <param name="invoice">An issued invoice whose unpaid amount is below 0.</param>
    /// <param name="now">When the wallet was given it.</param>
    public static Result<Invoice> Credit(this Invoice invoice, Instant now) => invoice.Status switch
    {
        InvoiceStatus.Draft => NotIssued,
        InvoiceStatus.Paid => Refusal.Conflict("INVOICE_ALREADY_PAID", "Nothing is left to give back."),
        InvoiceStatus.Void => IsVoid,
        _ when invoice.UnpaidAmount >= 0 => Refusal.Conflict("INVOICE_GIVES_NOTHING_BACK", "The invoice is not below zero."),
        _ => Settle(invoice with { PaidAmount = invoice.PaidAmount + invoice.UnpaidAmount }, now),
    };

    /// <summary>
    /// Marks an issued invoice that was due and is not paid; repeated it changes nothing.
    /// Refused: <c>INVOICE_NOT_DUE</c>, <c>INVOICE_NOT_ISSUED</c>, <c>INVOICE_ALREADY_PAID</c>, <c>INVOICE_VOID</c>, <c>INVOICE_WRITTEN_OFF</c>.
    /// </summary>
    public static Result<Invoice> MarkOverdue(this Invoice invoice, Instant now) => invoice.Status switch
    {
        InvoiceStatus.Overdue => invoice,
        InvoiceStatus.Issued when now >= invoice.DueAt && invoice.UnpaidAmount > 0 => invoice with { Status = InvoiceStatus.Overdue },
        InvoiceStatus.Issued => Refusal.Conflict("INVOICE_NOT_DUE", "The invoice is not due yet."),
        InvoiceStatus.Draft => NotIssued,
        InvoiceStatus.Paid => Refusal.Conflict("INVOICE_ALREADY_PAID", "Nothing is left to pay."),
        InvoiceStatus.WrittenOff => Refusal.Conflict("INVOICE_WRITTEN_OFF", "The invoice was written off."),
        _ => IsVoid,
    };

    /// <summary>
    /// Notes that an invoice is not expected to be paid any more; repeated it changes nothing. What was paid on it stays paid, and it may still be paid.
    /// Refused: <c>INVOICE_NOT_ISSUED</c>, <c>INVOICE_ALREADY_PAID</c>, <c>INVOICE_VOID</c>, <c>INVOICE_GIVES_BACK</c> for one below zero.
    /// </summary>
    public static Result<Invoice> WriteOff(this Invoice invoice, string reason, Instant now) => invoice.Status switch
    {
        InvoiceStatus.WrittenOff => invoice,
        InvoiceStatus.Draft => NotIssued,
        InvoiceStatus.Paid => Refusal.Conflict("INVOICE_ALREADY_PAID", "Nothing is left to pay."),
        InvoiceStatus.Void => IsVoid,
        _ when invoice.UnpaidAmount < 0 => Refusal.Conflict("INVOICE_GIVES_BACK", "An invoice below zero gives money back: nothing of it is to be paid."),
        _ => invoice with { Status = InvoiceStatus.WrittenOff, WrittenOffAt = now, WriteOffReason = reason },
    };

    /// <summary>
    /// Calls a draft or an unpaid invoice off; its number stays taken. Repeated it changes nothing. What was paid on it since it was issued no
    /// longer counts, and is the caller's to give back. Refused: <c>INVOICE_ALREADY_PAID</c>, which a credit note corrects; <c>INVOICE_CREDITED</c>, where one does; <c>INVOICE_GIVES_BACK</c> for an
    /// issued one below zero, whose money may be in the wallet already, and spent.
    /// </summary>
    public static Result<Invoice> Void(this Invoice invoice, Instant now) => invoice.Status switch
    {
        InvoiceStatus.Void => invoice,
        InvoiceStatus.Paid => Refusal.Conflict("INVOICE_ALREADY_PAID", "A paid invoice is corrected by a credit note."),
        _ when invoice.CreditedAmount > 0 => Refusal.Conflict("INVOICE_CREDITED", "A credit note takes back part of the invoice: take back the rest by another."),
        not InvoiceStatus.Draft when invoice.UnpaidAmount < 0 =>
            Refusal.Conflict("INVOICE_GIVES_BACK", "An invoice below zero gives money back: what it gave cannot be called off."),
        _ => invoice with { Status = InvoiceStatus.Void, VoidedAt = now, PaidAmount = invoice.Prepaid },
    };

    /// <summary>Notes a credit note of the merchant's to an issued invoice; it is paid when nothing is left to pay. Not idempotent: the caller applies each note once.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="credited">What is taken back, with tax: above 0.</param>
    /// <param name="setOff">How much of it is taken off what is left to pay, from 0 to that.</param>
    /// <param name="now">When.</param>
    public static Invoice TakeBack(this Invoice invoice, decimal credited, decimal setOff, Instant now)
    {
        var after = invoice with { CreditedAmount = invoice.CreditedAmount + credited, SetOffAmount = invoice.SetOffAmount + setOff };
        return setOff > 0 ? Settle(after, now) : after;
    }

    /// <summary>The invoice without what became of it since it was issued.</summary>
    internal static Invoice AsIssued(this Invoice invoice) =>
        invoice with
        {
            Status = InvoiceStatus.Issued,
            PaidAmount = invoice.Prepaid,
            PaidAt = null,
            VoidedAt = null,
            SetOffAmount = 0,
            CreditedAmount = 0,
            Reminders = 0,
            RemindedAt = null,
            Charge = null,
            WrittenOffAt = null,
            WriteOffReason = null,
        };

    private static Refusal NotIssued => Refusal.Conflict("INVOICE_NOT_ISSUED", "The invoice is a draft.");

    private static Refusal IsVoid => Refusal.Conflict("INVOICE_VOID", "The invoice was called off.");

    private static Invoice Settle(Invoice invoice, Instant now) =>
        invoice.UnpaidAmount == 0 ? invoice with { Status = InvoiceStatus.Paid, PaidAt = now } : invoice;
}
