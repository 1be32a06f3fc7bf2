using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class FateTests
{
    private const string Day = "from=2026-01-31T00:00:00Z&to=2026-02-01T00:00:00Z";

    [Fact]
    public async Task Every_fate_has_its_list_and_is_counted_by_the_hour()
    {
        await using var api = await TestApi.StartAsync();
        var (customer, metric) = (await Sample.CustomerAsync(api.Live), await Sample.MetricAsync(api.Live));
        var counted = await ReportAsync(api, customer, metric, "a", 1);
        await ReportAsync(api, customer, metric, "a", 1);
        await ReportAsync(api, customer, metric, "a", 2);
        await ReportAsync(api, customer, "bm_unknown", "b", 1);
        await api.MeterAllAsync();
        var waiting = await ReportAsync(api, customer, metric, "c", 1);

        var first = Assert.Single(await ListAsync(api, $"?startTime=2026-01-01T00:00:00Z&endTime=2026-03-01T00:00:00Z"));
        Assert.Equal((counted, "counted", "2026-01-31T12:00:00Z"), (first.Text("id"), first.Text("status"), first.Text("window")));
        Assert.Null(first["invoiceLines"]);
        var last = Assert.Single(await ListAsync(api, $"?startTime=2026-01-01T00:00:00Z&endTime=2026-03-01T00:00:00Z&status=accepted"));
        Assert.Equal((waiting, "accepted", null), (last.Text("id"), last.Text("status"), last["window"]));
        var duplicate = Assert.Single(await ListAsync(api, "/outcomes?status=duplicate"));
        Assert.Equal((first.Text("position"), duplicate.Text("bodyHash")), (duplicate.Text("countedPosition"), duplicate.Text("countedBodyHash")));
        var conflict = Assert.Single(await ListAsync(api, "/outcomes?status=conflict"));
        Assert.Equal(duplicate.Text("bodyHash"), conflict.Text("countedBodyHash"));
        Assert.NotEqual(conflict.Text("bodyHash"), conflict.Text("countedBodyHash"));
        Assert.Equal("UNKNOWN_METRIC", Assert.Single(await ListAsync(api, "/outcomes?status=rejected"))["rejection"]!.Text("code"));

        var hour = Assert.Single((await api.Live.GetAsync($"/v0/usage/counts?{Day}", 200))["hours"]!.AsArray())!;
        Assert.Equal(
            """{"hour":"2026-01-31T12:00:00Z","accepted":1,"counted":1,"duplicate":1,"conflict":1,"rejected":1,"total":5}""", hour.ToJsonString());
    }

    [Fact]
    public async Task A_counted_event_names_its_invoice_line_once_there_is_one()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var id = (await shop.UseAsync("one", 3)).Text("id");
        Assert.Null((await api.Test.GetAsync($"/v0/usage/{id}", 200))["invoiceLines"]);

        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var invoice = Assert.Single(await shop.InvoicesAsync());
        foreach (var fate in new[]
        {
            await api.Test.GetAsync($"/v0/usage/{id}", 200),
            Assert.Single((await api.Test.GetAsync("/v0/usage?startTime=2026-01-01T00:00:00Z&endTime=2026-03-01T00:00:00Z", 200))["data"]!.AsArray())!,
        })
        {
            var line = Assert.Single(fate["invoiceLines"]!.AsArray())!;
            Assert.Equal(
                (invoice.Text("id"), invoice.Text("invoiceNumber"), 1, shop.Metric),
                (line.Text("invoiceId"), line.Text("invoiceNumber"), line["lineId"]!.GetValue<int>(), line.Text("billableMetricId")));
        }
    }

    [Fact]
    public async Task Rejected_events_are_found_and_replayed_by_reason_customer_metric_and_time()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Live);
        await EventAsync(api, customer, "run", "1");
        await EventAsync(api, customer, "run", "2");
        await api.Live.PostAsync("/v0/events", new { type = "walk", source = "test", externalSubject = "someone else", idempotencyKey = "3", data = new { } }, 202);
        await api.MeterAllAsync();
        var metric = (await api.Live.PostAsync(
            "/v0/billableMetrics", new { name = "Runs", unit = "run", aggregation = "COUNT", eventType = "run" })).Text("id");

        foreach (var (filter, expected) in new[]
        {
            ("", 3), ("code=UNKNOWN_EVENT_TYPE", 3), ("code=UNKNOWN_METRIC", 0), ($"customerId={customer}", 2), ("customerId=someone%20else", 1),
            ($"billableMetricId={metric}", 2), (Day, 3), ("from=2026-02-01T00:00:00Z", 0), ("to=2026-01-31T12:00:00Z", 0),
        })
        {
            Assert.Equal((filter, expected), (filter, (await ListAsync(api, $"/outcomes?status=rejected&{filter}")).Count));
        }

        Assert.Equal("""{"replayed":1,"rejectedAgain":0,"remaining":1""", await ReplayAsync(api, $"?billableMetricId={metric}&limit=1"));
        Assert.Equal("""{"replayed":1,"rejectedAgain":0,"remaining":0""", await ReplayAsync(api, $"?customerId={customer}&{Day}"));
        Assert.Equal("""{"replayed":0,"rejectedAgain":1,"remaining":0""", await ReplayAsync(api, ""));
        await api.MeterAllAsync();
        var meter = await api.Live.GetAsync($"/v0/billableMetrics/{metric}/meter?{Day}", 200);
        Assert.Equal("2", meter.Text("totalValue"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("after=%25", "after")]
    [InlineData("billableMetricId=nonsense", "billableMetricId")]
    [InlineData("billableMetricId=bm_1", "billableMetricId")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    public async Task A_replay_by_a_filter_that_is_none_is_refused(string query, string field)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(field, (await api.Live.PostAsync($"/v0/usage/replay?{query}", new { }, 400)).Field());
    }

    [Theory]
    [InlineData("", "from")]
    [InlineData("from=2026-01-01T00:00:00Z", "to")]
    [InlineData("from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z", "to")]
    public async Task Counts_are_of_a_bounded_period(string query, string field)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(field, (await api.Live.GetAsync($"/v0/usage/counts?{query}", 400)).Field());
    }

    private static async Task<string> ReportAsync(TestApi api, string customerId, string billableMetricId, string idempotencyKey, int quantity) =>
        (await api.Live.PostAsync(
            "/v0/usage", new { idempotencyKey, customerId, timestamp = "2026-01-31T12:00:00Z", properties = new[] { new { billableMetricId, quantity } } })).Text("id");

    private static Task<JsonNode> EventAsync(TestApi api, string subject, string type, string idempotencyKey) =>
        api.Live.PostAsync("/v0/events", new { type, source = "test", subject, idempotencyKey, data = new { } }, 202);

    private static async Task<IReadOnlyList<JsonNode>> ListAsync(TestApi api, string query) =>
        [.. (await api.Live.GetAsync($"/v0/usage{query}", 200))["data"]!.AsArray().Select(item => item!)];

    private static async Task<string> ReplayAsync(TestApi api, string query) =>
        (await api.Live.PostAsync($"/v0/usage/replay{query}", new { }, 202)).ToJsonString().Split(",\"nextPageToken\"")[0];

    [Fact]
    public async Task An_event_is_found_by_its_customer_s_key()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var reported = await shop.UseAsync("submission 1", 1);

        var found = await api.Test.GetAsync($"/v0/usage/byKey?customerId={shop.Customer}&idempotencyKey=submission%201", 200);

        Assert.Equal((reported.Text("id"), "counted"), (found.Text("id"), found.Text("status")));
        Assert.Equal("idempotencyKey", (await api.Test.GetAsync($"/v0/usage/byKey?customerId={shop.Customer}&idempotencyKey=other", 404)).Field());
        Assert.Equal("idempotencyKey", (await api.Test.GetAsync("/v0/usage/byKey?customerId=nobody&idempotencyKey=x", 404)).Field());
        Assert.Equal("idempotencyKey", (await api.Test.GetAsync($"/v0/usage/byKey?customerId={shop.Customer}", 400)).Field());
        await api.Live.GetAsync($"/v0/usage/byKey?customerId={shop.Customer}&idempotencyKey=submission%201", 404);
    }
}
