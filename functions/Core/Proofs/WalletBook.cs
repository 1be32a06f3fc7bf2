using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Proofs;

/// <summary>
/// The journal of an account's wallet, held against the wallet and against what the windows say was paid. A journal entry tells of a batch of
/// events; how its amount is parted among them only the windows tell.
/// </summary>
internal sealed class WalletBook
{
    private readonly List<JournalSpan> spans = [];
    private readonly List<Finding> findings = [];
    private readonly List<JournalEntry> entries = [];
    private readonly string account;
    private decimal owed;

    private WalletBook(AccountId account) => this.account = account.ToString();

    /// <summary>True where the account has a wallet.</summary>
    internal bool Exists { get; private set; }

    /// <summary>What the wallet was ever asked for usage: what it paid, and what it could not.</summary>
    internal decimal AskedForUsage => owed + entries.Where(entry => entry.Positions is not null).Sum(entry => entry.ChangeOf(JournalAccount.Spent));

    /// <summary>What was found wrong in the journal itself.</summary>
    internal IReadOnlyList<Finding> Findings => findings;

    /// <summary>Reads the book.</summary>
    internal static async Task<WalletBook> ReadAsync(IDocumentStore store, AccountId account, CancellationToken cancellation)
    {
        var book = new WalletBook(account);

        // The wallet first: the journal that is read after it has all the wallet's entries.
        var wallet = await store.ReadAsync(account.ToString(), WalletDocumentIds.Wallet, cancellation);
        var journal = await store.ListAsync(WalletDocumentIds.AllJournal(account.ToString()), descending: false, 0, int.MaxValue, cancellation);
        book.Exists = wallet is not null;
        if (wallet is not null)
        {
            book.Check(wallet, journal);
        }

        return book;
    }

    /// <summary>Notes what a window says was paid for an event.</summary>
    internal void Add(LogPosition position, decimal paid)
    {
        if (paid == 0)
        {
            return;
        }

        var (low, high) = (0, spans.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (spans[middle].To.CompareTo(position) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        if (low == spans.Count || spans[low].From.CompareTo(position) > 0)
        {
            spans.Insert(low, new JournalSpan(position, position, 0));
        }

        spans[low].Paid += paid;
    }

    /// <summary>Where the windows and the journal disagree, up to the marks.</summary>
    internal IEnumerable<(JournalSpan Span, Finding Finding)> Disagreements(LogMarks marks) =>
        spans.Where(span => span.Paid != span.Spent && marks.Covers(span.To)).Select(span => (span, new Finding(
            FindingCodes.PaymentDiffers,
            $"the journal of {account}",
            $"For the events from {span.From} to {span.To} the wallet paid {span.Spent} by its journal, and {span.Paid} by the windows.")));

    /// <summary>What the wallet paid for an invoice since its issue, less what it was given back; below 0 for an invoice that gave it money.</summary>
    internal decimal PaidFor(string invoice) => -entries
        .Where(entry => entry.Kind is JournalKind.InvoicePayment or JournalKind.InvoiceRefund or JournalKind.InvoiceCredit
            && entry.Reference.StartsWith(invoice + ":", StringComparison.Ordinal))
        .Sum(entry => entry.ChangeOf(JournalAccount.Available));

    private void Check(StoredDocument document, IReadOnlyList<StoredDocument> journal)
    {
        if (Unreadable.OrNull<Wallet>(document) is not { } wallet)
        {
            findings.Add(new Finding(FindingCodes.JournalDiffers, $"the wallet of {account}", "The wallet cannot be read."));
            return;
        }

        owed = wallet.Owed;
        var folded = Wallet.Empty(wallet.Currency);
        foreach (var written in journal.Take((int)Math.Min(wallet.JournalLength, int.MaxValue)))
        {
            try
            {
                var entry = written.As<JournalEntry>(account);
                folded = folded.Apply(entry);
                entries.Add(entry);
            }
            catch (Exception exception) when (Unreadable.Is(exception))
            {
                findings.Add(new Finding(FindingCodes.JournalDiffers, $"{written.Id} of {account}", exception.Message));
                return;
            }
        }

        var expected = folded.WithFactsOf(wallet).ToBody();
        findings.AddRange(JsonDifference.Between(expected, document.Body).Select(difference =>
            new Finding(FindingCodes.JournalDiffers, $"the wallet of {account}", "The journal does not fold to the wallet.")
            {
                Path = difference.Path,
                Expected = difference.Expected,
                Found = difference.Found,
            }));
        Merge();
    }

    private void Merge()
    {
        var parsed = new List<JournalSpan>();
        foreach (var entry in entries.Where(entry => entry.Positions is not null))
        {
            if (JournalSpan.Parse(entry.Positions!, entry.ChangeOf(JournalAccount.Spent)) is { } span)
            {
                parsed.Add(span);
            }
            else
            {
                findings.Add(new Finding(FindingCodes.JournalDiffers, $"{entry.Id} of {account}", $"'{entry.Positions}' is no stretch of the log."));
            }
        }

        // The debit of a commit may span the stretches of several holds that paid in it.
        foreach (var span in parsed.OrderBy(span => span.From))
        {
            if (spans.Count > 0 && spans[^1].Touches(span))
            {
                spans[^1] = spans[^1].With(span);
            }
            else
            {
                spans.Add(span);
            }
        }
    }
}
