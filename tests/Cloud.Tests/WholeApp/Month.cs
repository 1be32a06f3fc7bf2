using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>The same month for every test: what is reported in it, how it is closed, and what the books say in the end.</summary>
internal sealed class Month(CloudServices services, FunctionsHost host, Merchant merchant)
{
    /// <summary>What the books say of a month in which nothing failed.</summary>
    public const string Books =
        """
        37 counted 1 rejected
        customer 0: 8 runs, 1045.5 requests
          20 = 17.83 + 0 + 2.17, 0 owed
          paid: 2.17, 0.08 prepaid, 0.00 unpaid
            Runs: 8 at 0.01, 2 events
            Requests: 1045.5 at 0.002, 11 events
        customer 1: 5 runs, 1045.5 requests
          20 = 17.86 + 0 + 2.14, 0 owed
          paid: 2.14, 0.05 prepaid, 0.00 unpaid
            Runs: 5 at 0.01, 1 events
            Requests: 1045.5 at 0.002, 11 events
        customer 2: 5 runs, 1045.5 requests
          20 = 17.86 + 0 + 2.14, 0 owed
          paid: 2.14, 0.05 prepaid, 0.00 unpaid
            Runs: 5 at 0.01, 1 events
            Requests: 1045.5 at 0.002, 11 events
        """;

    private readonly List<string> events = [];

    /// <summary>The events that were reported, by their ids, in order.</summary>
    public IReadOnlyList<string> Events => events;

    /// <summary>Reports usage: single, by batches, on a hold, again, otherwise than before, and of what nobody knows.</summary>
    public async Task ReportAsync()
    {
        var hold = (await merchant.PostAsync("/v0/entitlements", new
        {
            customerId = merchant.Customers[0], entitlementData = new[] { new { billableMetricId = merchant.Runs, quantity = 10 } },
        })).Text("id");
        await OneAsync(merchant.Event("run", merchant.Runs, 3, hold: hold));
        for (var customer = 0; customer < merchant.Customers.Count; customer++)
        {
            var whose = customer;
            await ManyAsync([.. Enumerable.Range(0, 10).Select(number => merchant.Event($"{whose}-{number}", merchant.Requests, 100 + number, whose))]);
            await ManyAsync([merchant.Event($"{whose}-run", merchant.Runs, 5, whose), merchant.Event($"{whose}-0", merchant.Requests, 100, whose)]);
            await OneAsync(merchant.Event($"{whose}-last", merchant.Requests, 0.5m, whose));
        }

        await OneAsync(merchant.Event("run", merchant.Runs, 3, hold: hold)); // again
        await OneAsync(merchant.Event("0-1", merchant.Requests, 999)); // otherwise
        await OneAsync(merchant.Event("unknown", "bm_unknown", 1));
    }

    /// <summary>Lets the month end, and the time after it in which late events are waited for.</summary>
    public void End() => services.Time.Advance(TimeSpan.FromDays(31) + TimeSpan.FromHours(2));

    /// <summary>Lets the month end, and minutes pass until it is closed.</summary>
    public Task CloseAsync()
    {
        End();
        return PassAsync();
    }

    /// <summary>Lets minutes pass until every invoice is paid and the merchant told of it.</summary>
    public async Task PassAsync()
    {
        for (var minutes = 0; !await IsClosedAsync(); minutes++)
        {
            Assert.True(minutes < 200, $"The month does not end: {string.Join('\n', await InvoicesAsync())}");
            await host.PassMinuteAsync();
        }
    }

    /// <summary>What the books say now.</summary>
    public async Task<string> ReadAsync()
    {
        var lines = new List<string>();
        foreach (var id in events.Distinct())
        {
            lines.Add((await merchant.GetAsync($"/v0/usage/{id}")).Text("status"));
        }

        lines = [string.Join(' ', lines.GroupBy(fate => fate).Select(fate => $"{fate.Count()} {fate.Key}"))];
        for (var customer = 0; customer < merchant.Customers.Count; customer++)
        {
            lines.Add($"customer {customer}: {await UsedAsync(merchant.Runs, customer)} runs, {await UsedAsync(merchant.Requests, customer)} requests");
            var wallet = await merchant.GetAsync($"/v0/customers/{merchant.Customers[customer]}/wallet");
            lines.Add($"  {wallet.Text("funded")} = {wallet.Text("available")} + {wallet.Text("held")} + {wallet.Text("spent")}, {wallet.Text("owed")} owed");
            foreach (var invoice in await InvoicesAsync(customer))
            {
                lines.Add($"  {invoice.Text("status")}: {invoice.Text("grandTotal")}, {invoice.Text("prepaidAmount")} prepaid, {invoice.Text("unpaidAmount")} unpaid");
                var whole = await merchant.GetAsync($"/v2/invoices/{invoice.Text("id")}?expand=lineItems");
                lines.AddRange(whole["lineItems"]!.AsArray().Select(line => LineOf(line!)));
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>The invoices; of all customers unless one is named.</summary>
    public async Task<IReadOnlyList<JsonNode>> InvoicesAsync(int? customer = null) =>
        [.. (await merchant.GetAsync($"/v2/invoices?limit=100{(customer is { } one ? $"&customerId={merchant.Customers[one]}" : "")}"))["data"]!.AsArray().Select(invoice => invoice!)];

    private static string LineOf(JsonNode line) =>
        $"    {line.Text("displayName")}: {line["quantity"]} at {line["unitPrice"]}, {line["proof"]!["eventCount"]} events";

    // That it is issued, and that it is paid.
    private async Task<bool> IsClosedAsync() =>
        (await InvoicesAsync()).Count(invoice => invoice.Text("status") == "paid") == merchant.Customers.Count
        && services.Receiver.Got.DistinctBy(message => message.Fact.Id).Count() == 2 * merchant.Customers.Count;

    private async Task<string> UsedAsync(string metric, int customer) => (await merchant.GetAsync(
        $"/v0/billableMetrics/{metric}/meter?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&subject={merchant.Customers[customer]}"))["totalValue"]!.ToString();

    private async Task OneAsync(object reported) => events.Add((await merchant.PostAsync("/v0/usage", reported)).Text("id"));

    private async Task ManyAsync(object[] reported) =>
        events.AddRange((await merchant.PostAsync("/v0/usage/batch", new { events = reported }))["successful"]!.AsArray().Select(one => one!.Text("id")));
}
