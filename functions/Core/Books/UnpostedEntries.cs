using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Books;

/// <summary>Entries of a wallet's journal that are to be posted.</summary>
/// <param name="Customer">Whose wallet.</param>
/// <param name="Currency">The wallet's currency.</param>
/// <param name="Mark">Up to where the journal is posted.</param>
/// <param name="Entries">The entries behind that, in order; at least one.</param>
internal sealed record UnpostedEntries(Id<Customer> Customer, Currency Currency, Versioned<BookMark> Mark, IReadOnlyList<JournalEntry> Entries)
{
    /// <summary>What they do to the books.</summary>
    internal IEnumerable<BookEntry> Postings() => Entries.Select(entry => WalletPostings.Of(Customer, Currency, entry)).OfType<BookEntry>();
}
