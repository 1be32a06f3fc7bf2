using System.Net;
using Tallystick.Http.Exports;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Tables of usage, invoices and the journal.</summary>
public sealed class ExportTests
{
    private const string Year = "from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";

    private static async Task<List<string[]>> TableAsync(HttpClient client, string name)
    {
        using var response = await client.GetAsync(new Uri($"/v0/exports/{name}.csv?{Year}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "text/csv", $"attachment; filename=\"{name}.csv\""), (response.StatusCode, response.Content.Headers.ContentType!.MediaType!, response.Content.Headers.ContentDisposition!.ToString()));
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        return [.. text.Split("\r\n")[..^1].Select(row => row.Split(','))];
    }

    private static string Cell(List<string[]> table, int row, string column) => table[row][Array.IndexOf(table[0], column)];

    private static async Task<Shop> MonthAsync(TestApi api)
    {
        var shop = await Shop.OpenAsync(api, fee: "5", funds: "100");
        await shop.UseAsync("=1+1", 6.5m);
        await shop.MoveClockAsync("2026-03-01T01:00:00Z");
        return shop;
    }

    [Fact]
    public async Task Usage_has_a_row_for_what_each_event_means_for_each_metric_and_no_formula()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await MonthAsync(api);

        var table = await TableAsync(shop.Client, "usage");

        Assert.Equal(2, table.Count);
        Assert.Equal(
            ["'=1+1", shop.Customer, "2026-02-01T00:00:00Z", shop.Metric, "6.5"],
            new[] { "idempotencyKey", "customerId", "timestamp", "billableMetricId", "quantity" }.Select(column => Cell(table, 1, column)));
    }

    [Fact]
    public async Task Invoices_and_their_lines_are_those_of_the_api()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await MonthAsync(api);
        var expected = (await shop.InvoicesAsync()).Reverse().Select(invoice => (invoice.Text("invoiceNumber"), invoice.Text("customerId")));

        var invoices = await TableAsync(shop.Client, "invoices");
        var lines = await TableAsync(shop.Client, "invoiceLines");

        Assert.Equal(expected, Enumerable.Range(1, invoices.Count - 1).Select(row => (Cell(invoices, row, "invoiceNumber"), Cell(invoices, row, "customerId"))));
        Assert.Equal(["5", "8.25"], Enumerable.Range(1, 2).Select(row => Cell(invoices, row, "grandTotal")));
        Assert.Equal(["5", "3.25", "5"], Enumerable.Range(1, lines.Count - 1).Select(row => Cell(lines, row, "totalPrice")));
    }

    [Fact]
    public async Task The_journal_balances_in_the_table_too()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await MonthAsync(api);

        var table = await TableAsync(shop.Client, "journal");

        decimal Sum(string column) => Enumerable.Range(1, table.Count - 1).Sum(row => decimal.Parse(Cell(table, row, column), System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(Sum("debit") > 0);
        Assert.Equal(Sum("debit"), Sum("credit"));
        Assert.Contains("wallet_liability", Enumerable.Range(1, table.Count - 1).Select(row => Cell(table, row, "account")));
    }

    [Fact]
    public async Task A_period_that_is_missing_is_refused()
    {
        await using var api = await TestApi.StartAsync();

        Assert.Equal("from", (await api.Test.GetAsync("/v0/exports/usage.csv", 400))["errors"]![0]!.Text("field"));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=SUM(A1)", "'=SUM(A1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@here", "'@here")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    public async Task A_text_is_quoted_as_the_rules_have_it_and_is_no_formula(string text, string expected)
    {
        using var output = new MemoryStream();
        var csv = new CsvWriter(output).Text(text).Number(-1.50m).Word("x");
        await csv.EndRowAsync(default);
        await csv.FlushAsync(default);

        Assert.Equal($"{expected},-1.5,x\r\n", System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task A_long_table_is_sent_in_parts_as_it_is_made()
    {
        using var output = new MemoryStream();
        var (csv, text, most) = (new CsvWriter(output), new string('x', 1000), 0L);
        for (var row = 1; row <= 10_000; row++)
        {
            await csv.Text(text).EndRowAsync(default);
            most = Math.Max(most, (row * 1002L) - output.Length);
        }

        Assert.InRange(most, 1, 64 * 1024);
    }
}
