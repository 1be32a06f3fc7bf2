using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>
/// Where a tenant's invoices, periods and the counter of invoice numbers are: one partition, so that a number is taken in the commit that
/// issues the invoice.
/// </summary>
internal static class BillingDocuments
{
    /// <summary>The id of the counter.</summary>
    internal const string Counter = "invoice-counter";
    private const string StoppedPrefix = "stopped:";
    private static readonly InstantPattern SortableTime = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");

    internal static string PartitionOf(Tenant tenant) => $"{tenant}/billing";

    /// <summary>The name of the blob that keeps an invoice as it was issued.</summary>
    internal static string File(Tenant tenant, string number) => $"{tenant}/invoices/{number}.json";

    internal static string Period(string subscription, int index) => $"period:{subscription}:{index:D6}";

    /// <summary>The run-off of a subscription: found by metering without counting its periods, and behind them in their order.</summary>
    internal static string RunOff(string subscription) => $"period:{subscription}:run-off";

    /// <summary>The id of a period's document.</summary>
    internal static string Period(BillingPeriod period) => period.IsRunOff ? RunOff(period.SubscriptionId) : Period(period.SubscriptionId, period.Index);

    /// <summary>The periods of a subscription, in their order.</summary>
    internal static DocumentRange PeriodsOf(Tenant tenant, string subscription) => DocumentRange.WithPrefix(PartitionOf(tenant), $"period:{subscription}:");

    /// <summary>The periods that could not be closed and were put aside.</summary>
    internal static DocumentRange StoppedOf(Tenant tenant) => DocumentRange.WithPrefix(PartitionOf(tenant), StoppedPrefix);

    /// <summary>The entry of a period that was put aside.</summary>
    internal static string Stopped(DuePeriod due) => StoppedPrefix + due.Entry;

    /// <summary>All invoices, in the order of their making.</summary>
    internal static DocumentRange Invoices(Tenant tenant) => DocumentRange.WithPrefix(PartitionOf(tenant), "invoice:");

    /// <summary>The invoices that were made in a period, or in the milliseconds of its ends.</summary>
    internal static DocumentRange InvoicesMade(Tenant tenant, Period made) =>
        new(PartitionOf(tenant), $"invoice:{SortableTime.Format(made.Start)}", $"invoice:{SortableTime.Format(made.End)}~");

    /// <summary>The invoices themselves, by id.</summary>
    internal static DocumentRange InvoiceDocuments(Tenant tenant) => DocumentRange.WithPrefix(PartitionOf(tenant), Invoice.IdPrefix + "_");

    /// <summary>An entry of the list of invoices: the list is by time, invoices are by id.</summary>
    internal static string InvoiceEntry(Invoice invoice) => $"invoice:{SortableTime.Format(invoice.CreatedAt)}:{invoice.Id}";

    /// <summary>Who an invoice was made out to.</summary>
    internal static string Recipient(Id<Invoice> invoice) => $"recipient:{invoice}";

    /// <summary>Who a customer's invoices were made out to: their ids begin with the customer's; see <see cref="ChildIds"/>.</summary>
    internal static DocumentRange RecipientsOf(Tenant tenant, Id<Customer> customer) =>
        DocumentRange.WithPrefix(PartitionOf(tenant), Recipient(Id<Invoice>.Of(customer.Suffix)));

    /// <summary>The entry of a period that becomes due.</summary>
    internal static string Due(string? clock, Instant at, string subscription, int index) =>
        $"{DuePrefix(clock)}{SortableTime.Format(at)}:{subscription}:{index:D6}";

    /// <summary>The entry of a period for whose invoice money moves.</summary>
    internal static string Movement(string? clock, Instant at, string subscription, int index, string name) =>
        $"{Due(clock, at, subscription, index)}:{name}";

    /// <summary>True for an entry that <see cref="Movement"/> names.</summary>
    internal static bool IsMovement(DuePeriod due) => due.Entry.Contains($":{due.Subscription}:{due.Index:D6}:", StringComparison.Ordinal);

    /// <summary>The test clock that a period becomes due by; null for the real clock.</summary>
    internal static string? ClockOf(DuePeriod due) => due.Entry.StartsWith("due~", StringComparison.Ordinal) ? due.Entry.Split('~', ':')[1] : null;

    /// <summary>The entries that are due by a clock, the earliest first.</summary>
    internal static DocumentRange DueUntil(Tenant tenant, string? clock, Instant now) =>
        new(PartitionOf(tenant), DuePrefix(clock), $"{DuePrefix(clock)}{SortableTime.Format(now)}~");

    /// <summary>The entries of all periods that are not closed, those on test clocks among them.</summary>
    internal static DocumentRange DueOf(Tenant tenant) => DocumentRange.WithPrefix(PartitionOf(tenant), "due");

    /// <summary>The entry of an invoice that is looked at when it is due, and behind that.</summary>
    internal static string Owed(string? clock, Instant at, Id<Invoice> invoice) => $"{OwedPrefix(clock)}{SortableTime.Format(at)}:{invoice}";

    /// <summary>The invoices that are to be looked at by a clock, the earliest first.</summary>
    internal static DocumentRange OwedUntil(Tenant tenant, string? clock, Instant now) =>
        new(PartitionOf(tenant), OwedPrefix(clock), $"{OwedPrefix(clock)}{SortableTime.Format(now)}~");

    private static string OwedPrefix(string? clock) => clock is null ? "owed:" : $"owed~{clock}:";

    private static string DuePrefix(string? clock) => clock is null ? "due:" : $"due~{clock}:";
}
