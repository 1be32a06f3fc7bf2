using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Books;

/// <summary>Where a tenant's books are: what invoices did beside the invoices, what wallets did in a partition of its own.</summary>
internal static class BookDocuments
{
    private const string PagePrefix = "book:";
    private const string DayPrefix = "booktotals:";
    private const string TimeForm = "HHmmssfffffffff";
    private static readonly InstantPattern Day = InstantPattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly InstantPattern Time = InstantPattern.CreateWithInvariantCulture(TimeForm);

    /// <summary>Both partitions.</summary>
    internal static IReadOnlyList<string> Partitions(Tenant tenant) => [BillingDocuments.PartitionOf(tenant), OfWallets(tenant)];

    /// <summary>Where what wallets did is.</summary>
    internal static string OfWallets(Tenant tenant) => $"{tenant}/books";

    /// <summary>The day of UTC that an instant is in, as it stands in ids.</summary>
    internal static string DayOf(Instant at) => Day.Format(at);

    /// <summary>The totals of a day.</summary>
    internal static string Totals(string day) => DayPrefix + day;

    /// <summary>A page, by its first entry: pages are sorted by day and time.</summary>
    internal static string Page(BookEntry first) => $"{PagePrefix}{DayOf(first.At)}:{Time.Format(first.At)}:{first.Id}";

    /// <summary>How the ids of a day's pages begin.</summary>
    internal static string PagesOf(string day) => $"{PagePrefix}{day}:";

    /// <summary>All pages of a partition.</summary>
    internal static DocumentRange AllPages(string partition) => DocumentRange.WithPrefix(partition, PagePrefix);

    /// <summary>The totals of all days.</summary>
    internal static DocumentRange AllTotals(string partition) => DocumentRange.WithPrefix(partition, DayPrefix);

    /// <summary>The part of a page's id that says from when on its entries are.</summary>
    internal static string TimeOf(string page) => page[..Math.Min(page.Length, PagePrefix.Length + "uuuuMMdd:".Length + TimeForm.Length)];

    /// <summary>Up to where a wallet's journal is in the books.</summary>
    internal static string Mark(Id<Customer> customer) => $"mark:{customer}";

    /// <summary>The pages of the days that a period touches.</summary>
    internal static DocumentRange Pages(string partition, Period period) =>
        new(partition, PagePrefix + DayOf(period.Start), PagePrefix + DayOf(Instant.Max(period.Start, period.End - Duration.Epsilon)) + "~");

    /// <summary>The totals of all days before that of an instant.</summary>
    internal static DocumentRange TotalsBefore(string partition, Instant at) => new(partition, DayPrefix, Totals(DayOf(at)));
}
