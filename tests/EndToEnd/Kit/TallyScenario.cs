using System.Text.Json.Nodes;

namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>A merchant in test mode and what it sells, made through the API as a merchant would.</summary>
internal sealed class TallyScenario : IDisposable
{
    private TallyScenario(TallyProcess process, JsonNode merchant)
    {
        MerchantId = merchant.Text("id");
        Key = merchant["apiKeys"]!.AsArray().Single(key => key!.Text("mode") == "test")!.Text("key");
        Client = process.NewClient(Key);
    }

    public string MerchantId { get; }

    /// <summary>The merchant's admin key for test mode.</summary>
    public string Key { get; }

    /// <summary>Calls with the key.</summary>
    public HttpClient Client { get; private set; }

    public static async Task<TallyScenario> CreateAsync(TallyProcess process)
    {
        using var operators = process.NewClient(process.OperatorKey);
        return new TallyScenario(process, await operators.PostAsync("/v0/merchants", new { name = "Code runner" }));
    }

    /// <summary>Goes on with the process that was started in place of the first one.</summary>
    public void MoveTo(TallyProcess process)
    {
        Client.Dispose();
        Client = process.NewClient(Key);
    }

    /// <summary>A customer.</summary>
    public async Task<string> CustomerAsync(string? externalId = null) =>
        (await Client.PostAsync("/v0/customers", new { consumer = new { name = "Ada", email = "ada@example.com" }, externalId })).Text("id");

    /// <summary>A metric without an event type: usage names it.</summary>
    public Task<string> MetricAsync() => MetricAsync(new { name = "Runs", unit = "run", aggregation = "SUM" });

    /// <summary>A metric that counts events of a type.</summary>
    public Task<string> CountAsync(string eventType) => MetricAsync(new { name = eventType, unit = "event", aggregation = "COUNT", eventType });

    /// <summary>A metric that sums a value of events of a type.</summary>
    public Task<string> SumAsync(string eventType, string valueProperty) =>
        MetricAsync(new { name = eventType, unit = "unit", aggregation = "SUM", eventType, valueProperty });

    /// <summary>A metric that counts events of a type, by a dimension.</summary>
    public Task<string> GroupedAsync(string eventType, string dimension) =>
        MetricAsync(new
        {
            name = eventType,
            unit = "event",
            aggregation = "COUNT",
            eventType,
            groupBy = new Dictionary<string, string> { [dimension] = $"$.{dimension}" },
        });

    /// <summary>A subscription to a plan with one price, in USD.</summary>
    public async Task<string> SubscribeAsync(string customer, string metric, string unitPrice, string paymentTerm)
    {
        var product = await Client.PostAsync("/v0/products", new { name = "Code execution" });
        var price = new { billableMetricId = metric, invoiceDisplayName = "Runs", paymentTerm, model = "standard", properties = new { unitPrice } };
        var plan = await Client.PostAsync(
            "/v0/plans",
            new { productId = product.Text("id"), name = "Pay as you go", currency = "USD", billingCadence = "P1M", prices = new[] { price } });
        var startedAt = TimeProvider.System.GetUtcNow().AddDays(-1);
        var subscription = await Client.PostAsync(
            "/v0/subscriptions", new { name = "Ada's", planId = plan.Text("id"), customerId = customer, startedAt });
        return subscription.Text("id");
    }

    /// <summary>Puts money, in USD, into a customer's wallet: in test mode it is there at once.</summary>
    public async Task FundAsync(string customer, string amount, string key)
    {
        var payment = await Client.PostAsync("/v0/payments", new { customerId = customer, amount, currency = "USD", idempotencyKey = key });
        Assert.Equal("succeeded", payment.Text("status"));
    }

    /// <summary>A customer's money.</summary>
    public Task<JsonNode> WalletAsync(string customer) => Client.GetJsonAsync($"/v0/customers/{customer}/wallet");

    /// <summary>What a metric's use comes to, of one customer or all, as far as it is counted now.</summary>
    public async Task<decimal> MeterAsync(string metric, string? customer = null)
    {
        var subject = customer is null ? "" : $"&subject={customer}";
        var meter = await Client.GetJsonAsync($"/v0/billableMetrics/{metric}/meter?{Period("from", "to")}{subject}");
        return meter.Amount("totalValue");
    }

    /// <summary>How many events of a customer count.</summary>
    public async Task<long> CountedAsync(string customer)
    {
        var list = await Client.GetJsonAsync($"/v0/usage?{Period("startTime", "endTime")}&customerId={customer}&limit=1");
        return list["pagination"]!["total"]!.GetValue<long>();
    }

    /// <summary>How many deliveries the hourly counts have under a fate.</summary>
    public async Task<long> FatesAsync(string fate)
    {
        var now = TimeProvider.System.GetUtcNow();
        var counts = await Client.GetJsonAsync($"/v0/usage/counts?from={now.AddDays(-1):yyyy-MM-ddTHH:mm:ssZ}&to={now.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}");
        return counts["hours"]!.AsArray().Sum(hour => hour![fate]!.GetValue<long>());
    }

    /// <summary>Waits until an event is no longer merely accepted, and returns what became of it.</summary>
    public Task<JsonNode> SettledAsync(string eventId) =>
        Eventually.AnswersAsync(
            () => Client.GetJsonAsync($"/v0/usage/{eventId}"), fate => fate.Text("status") != "accepted", $"the outcome of {eventId}");

    /// <summary>Waits until everything that the customer has sent so far is metered: an event of its own comes last.</summary>
    /// <remarks>The log keeps the order of one account's events, so what was acknowledged before stands before.</remarks>
    public async Task CaughtUpAsync(string customer, string key)
    {
        var sentinel = await Client.PostAsync(
            "/v0/events", new { type = "nobody_counts_this", source = "test", subject = customer, idempotencyKey = key, data = new { } }, 202);
        await SettledAsync(sentinel.Text("id"));
    }

    public void Dispose() => Client.Dispose();

    // Wide enough for whatever a test reports.
    private static string Period(string from, string to)
    {
        var now = TimeProvider.System.GetUtcNow();
        return $"{from}={now.AddDays(-40):yyyy-MM-ddTHH:mm:ssZ}&{to}={now.AddDays(1):yyyy-MM-ddTHH:mm:ssZ}";
    }

    private async Task<string> MetricAsync(object metric) => (await Client.PostAsync("/v0/billableMetrics", metric)).Text("id");
}
