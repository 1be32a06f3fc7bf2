using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Books;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Books;

/// <summary>The tables of docs/books.md say what the code does.</summary>
public class BooksPageTests
{
    private static readonly BookAccount[] Columns =
        [BookAccount.Cash, BookAccount.Receivable, BookAccount.WalletLiability, BookAccount.UnbilledUsage, BookAccount.TaxPayable, BookAccount.Revenue];

    [Fact]
    public void The_chart_has_every_account_with_its_kind() => Assert.Equal(
        ChartOfAccounts.All.Select(account => $"| `{Word(account)}` | {Word(account.Kind())} |"),
        Table("chart").Select(row => string.Join('|', row.Split('|').Take(3)) + "|"));

    [Fact]
    public void The_table_of_a_month_is_what_happens()
    {
        var paidIn = WalletDecisions.TopUp(Wallet.Empty(Usd), Usd, 100, PaymentId, Noon).OrThrow();
        var used = WalletFold.Apply(new WalletState(paidIn.Wallet, new Dictionary<Id<Hold>, Hold>()), [new(At(1), null, 20)], Noon);
        var lines = new[] { Billing.Invoices.Line(20, prepaid: 20), Billing.Invoices.Line(30) };
        var invoice = InvoiceDraft.Create(Billing.Invoices.Terms(taxRate: 0.1m), lines, Noon).Issue("INV-000001", Noon, 14).OrThrow();
        var paid = WalletDecisions.PayInvoice(used.State.Wallet, "inv_1:35", invoice.UnpaidAmount, Noon).OrThrow();

        BookEntry[] entries =
        [
            .. Posted(paidIn.Entries), .. Posted(used.Entries), .. InvoicePostings.Of(invoice), .. Posted(paid.Entries),
        ];
        var rows = entries.Select((entry, index) => $"| `{Word(entry.Fact)}` | {string.Join(" | ", Columns.Select(account => Balance(entries[..(index + 1)], account)))} |");
        Assert.Equal(Table("a month"), rows);

        static IEnumerable<BookEntry> Posted(IEnumerable<JournalEntry> journal) => journal.Select(entry => WalletPostings.Of(Customer, Usd, entry)).OfType<BookEntry>();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{value}");

    private static string Balance(IEnumerable<BookEntry> entries, BookAccount account) =>
        DecimalJsonConverter.Format(new TrialBalance(Instant.MaxValue, BookTotal.Of(entries)).Balance(account, Usd));

    private static List<string> Table(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(HereAt())!, "..", "..", "..", "docs", "books.md"));
        return [.. lines.SkipWhile(line => line != $"<!-- test: {name} -->").Skip(3).TakeWhile(line => line.StartsWith('|'))];
    }

    private static string HereAt([CallerFilePath] string path = "") => path;
}
