using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>The books over HTTP.</summary>
public sealed class BookTests
{
    private const string Year = "from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";

    private static async Task<Shop> MonthAsync(TestApi api, string funds = "100")
    {
        var shop = await Shop.OpenAsync(api, fee: "5", funds: funds);
        await shop.UseAsync("one", 6);
        await shop.MoveClockAsync("2026-03-01T01:00:00Z");
        return shop;
    }

    private static IEnumerable<string> Legs(JsonNode entry) =>
        entry["legs"]!.AsArray().Select(leg => $"{leg!.Text("account")} {leg!.Text("debit")} {leg!.Text("credit")}");

    [Fact]
    public async Task Every_invoice_and_payment_is_in_the_journal()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await MonthAsync(api);
        var invoice = (await shop.InvoicesAsync())[0];

        var entries = (await shop.Client.GetAsync($"/v0/books/journal?{Year}", 200))["data"]!.AsArray();

        var issued = entries.Single(entry => entry!.Text("reference") == invoice.Text("invoiceNumber"))!;
        Assert.Equal(("invoice_issued", $"{invoice.Text("id")}:issued", shop.Customer), (issued.Text("fact"), issued.Text("id"), issued.Text("customerId")));
        Assert.Equal(["receivable 8 0", "revenue 0 3", "revenue 0 5"], Legs(issued));
        Assert.Equal(
            ["invoice_issued", "invoice_issued", "invoice_paid", "invoice_paid", "top_up"],
            entries.Select(entry => entry!.Text("fact")).Order());
        Assert.Contains(entries, entry => Legs(entry!).SequenceEqual(["receivable 0 8", "wallet_liability 8 0"]));
    }

    [Fact]
    public async Task The_journal_is_read_in_parts_and_by_account()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await MonthAsync(api);
        var (found, token) = (new List<string>(), "");
        do
        {
            var part = await shop.Client.GetAsync($"/v0/books/journal?{Year}&account=receivable&limit=1{token}", 200);
            found.AddRange(part["data"]!.AsArray().Select(entry => entry!.Text("fact")));
            token = part["nextPageToken"] is { } next ? $"&pageToken={next.GetValue<string>()}" : "";
        }
        while (token.Length > 0);

        Assert.Equal(["invoice_issued", "invoice_paid", "invoice_issued", "invoice_paid"], found);
    }

    [Fact]
    public async Task The_trial_balance_is_of_an_instant_and_balances()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await MonthAsync(api);

        var february = (await BalanceAsync("2026-02-28T00:00:00Z"))!;
        var march = (await BalanceAsync("2026-03-02T00:00:00Z"))!;

        Assert.Equal(["cash 100", "receivable 0", "wallet_liability 95", "revenue 5"], Balances(february));
        Assert.Equal(["cash 100", "receivable 0", "wallet_liability 87", "revenue 13"], Balances(march));
        Assert.Equal(march.Text("totalDebit"), march.Text("totalCredit"));
        Assert.Null(await BalanceAsync("2026-01-31T00:00:00Z"));

        async Task<JsonNode?> BalanceAsync(string at) =>
            (await shop.Client.GetAsync($"/v0/books/trialBalance?at={at}", 200))["currencies"]!.AsArray().SingleOrDefault();

        static IEnumerable<string> Balances(JsonNode balance) =>
            balance["accounts"]!.AsArray().Select(account => $"{account!.Text("account")} {account!.Text("balance")}");
    }

    [Fact]
    public async Task The_books_of_a_mode_have_nothing_of_the_other()
    {
        await using var api = await TestApi.StartAsync();
        await MonthAsync(api);

        Assert.Empty((await api.Live.GetAsync("/v0/books/trialBalance?at=2030-01-01T00:00:00Z", 200))["currencies"]!.AsArray());
        Assert.Empty((await api.Live.GetAsync($"/v0/books/journal?{Year}", 200))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("journal?to=2026-01-01T00:00:00Z", "from")]
    [InlineData("journal?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z", "to")]
    [InlineData($"journal?{Year}&account=profit", "account")]
    [InlineData($"journal?{Year}&limit=1001", "limit")]
    [InlineData($"journal?{Year}&pageToken=x", "pageToken")]
    [InlineData("trialBalance?at=yesterday", "at")]
    public async Task What_is_asked_wrongly_is_refused(string query, string field)
    {
        await using var api = await TestApi.StartAsync();

        Assert.Equal(field, (await api.Test.GetAsync($"/v0/books/{query}", 400))["errors"]![0]!.Text("field"));
    }
}
