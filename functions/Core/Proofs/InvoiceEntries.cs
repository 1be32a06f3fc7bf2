using Tallystick.Core.Billing;
using Tallystick.Core.Books;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Proofs;

/// <summary>The entries that a tenant's invoices have in the books, held against those that they must have.</summary>
internal sealed class InvoiceEntries
{
    private readonly IDocumentStore store;
    private readonly Tenant tenant;
    private readonly Dictionary<string, EntryDigest> expected = [];
    private readonly Dictionary<string, decimal> writtenOff = [];
    private readonly Dictionary<string, string> versions = [];
    private readonly HashSet<string> unreadable = [];
    private readonly HashSet<string> found = [];
    private readonly List<BookEntry> others = [];
    private readonly List<Finding> findings = [];

    private InvoiceEntries(IDocumentStore store, Tenant tenant)
    {
        this.store = store;
        this.tenant = tenant;
    }

    /// <summary>Reads the invoices.</summary>
    internal static async Task<InvoiceEntries> ReadAsync(IDocumentStore store, Tenant tenant, CancellationToken cancellation)
    {
        var entries = new InvoiceEntries(store, tenant);
        await foreach (var document in store.ScanAsync(BillingDocuments.InvoiceDocuments(tenant), cancellation))
        {
            if (Unreadable.OrNull<Invoice>(document) is not { } invoice)
            {
                entries.unreadable.Add(document.Id);
                continue;
            }

            entries.versions.Add(document.Id, document.ETag);
            foreach (var entry in InvoicePostings.Of(invoice))
            {
                entries.expected.Add(entry.Id, EntryDigest.Of(entry));
            }

            if (InvoicePostings.WrittenOff(invoice) is not 0 and var amount)
            {
                entries.writtenOff[document.Id] = amount;
            }
        }

        return entries;
    }

    /// <summary>Takes an entry of the books.</summary>
    internal void Add(BookEntry entry)
    {
        if (!found.Add(entry.Id))
        {
            findings.Add(new Finding(FindingCodes.BookEntryUnexpected, entry.Id, "There are two entries of it."));
        }
        else if (entry.Fact is BookFact.InvoiceWrittenOff or BookFact.WriteOffReversed)
        {
            // What was written off only ever falls: the entries of an invoice sum to what of it is.
            var owner = OwnerOf(entry);
            writtenOff[owner] = writtenOff.GetValueOrDefault(owner) - entry.ChangeOf(BookAccount.BadDebtExpense);
        }
        else if (!expected.Remove(entry.Id, out var digest))
        {
            others.Add(entry);
        }
        else if (digest != EntryDigest.Of(entry))
        {
            findings.Add(Differs(entry));
        }
    }

    /// <summary>What is wrong. An invoice that was changed meanwhile is left to the next proof, one that cannot be read to its own.</summary>
    internal async Task<IReadOnlyList<Finding>> FindAsync(CancellationToken cancellation)
    {
        findings.AddRange(expected.Keys.Select(id => new Finding(FindingCodes.BookEntryMissing, id, "The books have no such entry.")));
        foreach (var entry in others)
        {
            if (await StoodAsync(OwnerOf(entry), cancellation))
            {
                findings.Add(new Finding(FindingCodes.BookEntryUnexpected, entry.Id, "No invoice has such an entry."));
            }
        }

        foreach (var (id, difference) in writtenOff.Where(entry => entry.Value != 0))
        {
            if (await StoodAsync(id, cancellation))
            {
                findings.Add(new Finding(
                    FindingCodes.BookEntryDiffers, $"{id}:written-off", $"The books differ by {DecimalJsonConverter.Format(difference)} from what is written off."));
            }
        }

        return findings;
    }

    private static Finding Differs(BookEntry entry) => new(FindingCodes.BookEntryDiffers, entry.Id, "The entry is not what its invoice makes.");

    private static string OwnerOf(BookEntry entry) => entry.Id[..Math.Max(0, entry.Id.IndexOf(':', StringComparison.Ordinal))];

    /// <summary>True where an invoice is as it was when the invoices were read, or where there never was one.</summary>
    private async Task<bool> StoodAsync(string id, CancellationToken cancellation) =>
        !unreadable.Contains(id)
        && (await store.ReadAsync(BillingDocuments.PartitionOf(tenant), id, cancellation))?.ETag == versions.GetValueOrDefault(id);
}
