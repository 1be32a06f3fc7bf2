using Tallystick.Core.Books;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Proofs;

/// <summary>
/// Proves that a tenant's books have what invoices and wallets did, each once and nothing else: the entries are made again from the invoices and from the
/// journals of the wallets, and the totals of days from the entries.
/// </summary>
/// <param name="store">Where the books, the invoices and the wallets are.</param>
/// <param name="poster">Takes into the books what wallets did by now.</param>
public sealed class BookProofs(IDocumentStore store, WalletPoster poster)
{
    /// <summary>Proves the books.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer now.</exception>
    public async Task<BookProof> ProveAsync(Tenant tenant, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        try
        {
            await poster.PostAsync(tenant, cancellation);
        }
        catch (Exception exception) when (Unreadable.Is(exception))
        {
            findings.Add(new Finding(FindingCodes.BookNotRead, $"the books of {tenant}", $"What wallets did cannot be posted: {exception.Message}"));
        }

        // In this order, for there is more of everything while it is read: what is expected is in the books before they are.
        var invoices = await InvoiceEntries.ReadAsync(store, tenant, cancellation);
        var wallets = await WalletEntries.ReadAsync(store, tenant, findings, cancellation);
        var entries = 0L;
        foreach (var partition in BookDocuments.Partitions(tenant))
        {
            var totals = await DayTotals.ReadAsync(store, partition, cancellation);
            await foreach (var document in store.ScanAsync(BookDocuments.AllPages(partition), cancellation, BookScan.PagesAtATime))
            {
                if (Unreadable.OrNull<BookPage>(document) is not { } page)
                {
                    findings.Add(new Finding(FindingCodes.BookNotRead, document.Id, "The page cannot be read, or an entry is out of balance."));
                    continue;
                }

                foreach (var entry in page.Entries)
                {
                    entries++;
                    totals.Add(document.Id, entry);
                    if (partition == BookDocuments.OfWallets(tenant))
                    {
                        wallets.Add(entry);
                    }
                    else
                    {
                        invoices.Add(entry);
                    }
                }
            }

            findings.AddRange(totals.Differences(await DayTotals.ReadAsync(store, partition, cancellation)));
        }

        findings.AddRange(await invoices.FindAsync(cancellation));
        findings.AddRange(wallets.Find());
        return new BookProof(entries, findings);
    }
}
