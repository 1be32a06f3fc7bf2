using Tallystick.Core.Books;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Proofs;

/// <summary>
/// The entries that a tenant's wallets have in the books, held against their journals: by customer, so that what is kept in mind does not grow with the journals.
/// </summary>
internal sealed class WalletEntries
{
    private readonly Dictionary<string, (long Mark, EntryDigest Expected, EntryDigest Found)> customers = [];
    private readonly List<Finding> findings = [];

    private WalletEntries()
    {
    }

    /// <summary>Reads the journals, as far as they are posted.</summary>
    internal static async Task<WalletEntries> ReadAsync(IDocumentStore store, Tenant tenant, List<Finding> findings, CancellationToken cancellation)
    {
        var entries = new WalletEntries();
        await foreach (var account in TenantAccounts.ReadAsync(store, tenant, customer: null, cancellation))
        {
            try
            {
                await entries.ReadAsync(store, account, cancellation);
            }
            catch (Exception exception) when (Unreadable.Is(exception))
            {
                findings.Add(new Finding(FindingCodes.BookNotRead, $"the journal of {account}", exception.Message));
            }
        }

        return entries;
    }

    /// <summary>Takes an entry of the books. What was posted after the journals were read is left out.</summary>
    internal void Add(BookEntry entry)
    {
        var owner = entry.CustomerId.ToString();
        if (!customers.TryGetValue(owner, out var customer) || SequenceOf(entry, owner) is not { } sequence)
        {
            findings.Add(new Finding(FindingCodes.BookEntryUnexpected, entry.Id, "No wallet has such an entry."));
        }
        else if (sequence <= customer.Mark)
        {
            customers[owner] = customer with { Found = customer.Found.Add(EntryDigest.Of(entry)) };
        }
    }

    /// <summary>What is wrong.</summary>
    internal IEnumerable<Finding> Find() =>
    [
        .. findings,
        .. customers.Where(customer => customer.Value.Expected != customer.Value.Found).Select(customer => new Finding(
            FindingCodes.BookEntryDiffers,
            $"the wallet of {customer.Key}",
            $"Its journal makes {customer.Value.Expected.Count} entries; the books have {customer.Value.Found.Count}, or others.")),
    ];

    private static long? SequenceOf(BookEntry entry, string owner) =>
        entry.Id.StartsWith(owner + ":", StringComparison.Ordinal) ? JournalEntry.SequenceOf(entry.Id[(owner.Length + 1)..]) : null;

    private async Task ReadAsync(IDocumentStore store, AccountId account, CancellationToken cancellation)
    {
        var (partition, customer) = (account.ToString(), account.Customer!.Value);
        var mark = (await store.ReadAsync<BookMark>(BookDocuments.OfWallets(account.Tenant), BookDocuments.Mark(customer), cancellation))?.Value.Sequence ?? 0;
        var digest = default(EntryDigest);
        if (mark > 0 && await store.ReadAsync<Wallet>(partition, WalletDocumentIds.Wallet, cancellation) is { Value: var wallet })
        {
            await foreach (var document in store.ScanAsync(WalletDocumentIds.JournalUntil(partition, mark), cancellation))
            {
                digest = WalletPostings.Of(customer, wallet.Currency, document.As<JournalEntry>(partition)) is { } entry ? digest.Add(EntryDigest.Of(entry)) : digest;
            }
        }

        customers[customer.ToString()] = (mark, digest, default);
    }
}
