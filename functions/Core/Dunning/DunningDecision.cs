using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;

namespace Tallystick.Core.Dunning;

/// <summary>What is to be done about an invoice that is not paid: one step at a time, each a pure function of the invoice, the plan and the time.</summary>
public static class DunningDecision
{
    /// <summary>Why an invoice was written off that nobody was asked about.</summary>
    public const string Reason = "not paid after the last reminder";

    /// <summary>True where something may still be done: the invoice is issued and not paid, called off or written off.</summary>
    public static bool IsOwed(Invoice invoice) => invoice is { Status: InvoiceStatus.Issued or InvoiceStatus.Overdue, UnpaidAmount: > 0 };

    /// <summary>When the next step is to be taken: at <see cref="Invoice.DueAt"/>, and then at each reminder; null where none is left.</summary>
    public static Instant? NextAt(Invoice invoice, DunningSchedule? schedule) =>
        !IsOwed(invoice) ? null : invoice.Status == InvoiceStatus.Issued ? invoice.DueAt : schedule?.At(invoice.DueAt!.Value, invoice.Reminders);

    /// <summary>The invoice after the step that is due, the same where none is. The money was asked for before.</summary>
    /// <param name="invoice">An issued invoice.</param>
    /// <param name="schedule">The plan's; null for none.</param>
    /// <param name="now">The customer's time.</param>
    public static Invoice Step(Invoice invoice, DunningSchedule? schedule, Instant now)
    {
        if (NextAt(invoice, schedule) is not { } at || now < at)
        {
            return invoice;
        }

        if (invoice.Status == InvoiceStatus.Issued)
        {
            return invoice.MarkOverdue(now).OrThrow();
        }

        var reminded = invoice with { Reminders = invoice.Reminders + 1, RemindedAt = now };
        return IsEnd(reminded, schedule!) && schedule!.End == DunningEnd.WriteOff ? reminded.WriteOff(Reason, now).OrThrow() : reminded;
    }

    /// <summary>True where the next step ends the subscription.</summary>
    internal static bool Ends(Invoice invoice, DunningSchedule? schedule, Instant now) =>
        schedule is { End: DunningEnd.Terminate } && invoice.Status == InvoiceStatus.Overdue && NextAt(invoice, schedule) <= now
        && invoice.Reminders + 1 == schedule.Steps.Count;

    private static bool IsEnd(Invoice invoice, DunningSchedule schedule) => invoice.Reminders == schedule.Steps.Count;
}
