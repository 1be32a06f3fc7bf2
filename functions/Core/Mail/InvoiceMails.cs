using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;

namespace Tallystick.Core.Mail;

/// <summary>What mails about invoices say.</summary>
internal static class InvoiceMails
{
    /// <summary>
    /// The mail of a fact; null where there is nothing to say: of an invoice of nothing nobody is told that it is paid, and nobody is asked for what was paid
    /// meanwhile.
    /// </summary>
    /// <param name="type">What happened.</param>
    /// <param name="figures">The invoice as it was then.</param>
    /// <param name="invoice">The invoice as it stands, and is attached: what is left to pay is what is left now.</param>
    internal static MailText? Of(string type, InvoiceFigures figures, Invoice invoice)
    {
        var title = InvoicePrinting.TitleOf(invoice);
        var due = DayOf(figures.DueAt, invoice);
        var unpaid = invoice.Status == InvoiceStatus.Void ? 0 : invoice.UnpaidAmount;
        var left = MailText.Money(figures.Currency, unpaid);
        return type switch
        {
            FactTypes.InvoicePaid when figures.GrandTotal <= 0 => null,
            FactTypes.InvoicePaid => new($"{title} is paid", [$"Nothing is left to pay of {title}. Thank you."]),
            FactTypes.InvoiceVoided => new($"{title} was called off", [$"{title} was called off: nothing is to be paid for it. What was paid on it is in your balance."]),
            FactTypes.InvoiceOverdue or FactTypes.InvoiceReminded when unpaid <= 0 => null,
            FactTypes.InvoiceOverdue => new($"{title} was due on {due}", [$"{left} of {title} was to be paid by {due}.", "If you have paid in the meantime, please disregard this mail."]),
            FactTypes.InvoiceReminded => new(
                $"Reminder {figures.Reminders}: {title}",
                [$"{left} of {title} was to be paid by {due} and has not been paid yet.", "If you have paid in the meantime, please disregard this mail."]),
            _ => Issued(title, due, unpaid, figures),
        };
    }

    private static MailText Issued(string title, string due, decimal unpaid, InvoiceFigures figures)
    {
        var total = MailText.Money(figures.Currency, Math.Abs(figures.GrandTotal));
        return figures switch
        {
            { GrandTotal: < 0 } => new(title, [$"{title} is attached. It takes back {total}."]),
            _ when unpaid > 0 => new(title, [$"{title} is attached. It comes to {total}.", $"{MailText.Money(figures.Currency, unpaid)} is to be paid by {due}."]),
            _ => new(title, [$"{title} is attached. It comes to {total}, and nothing is left to pay."]),
        };
    }

    private static string DayOf(Instant at, Invoice invoice) =>
        at.InZone(TimeZones.Find(invoice.TimeZone)).Date.ToString("d MMMM uuuu", System.Globalization.CultureInfo.InvariantCulture);
}
