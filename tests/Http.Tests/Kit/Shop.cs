using System.Globalization;
using System.Text.Json.Nodes;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>
/// A customer of test mode with a monthly subscription from 2026-02-01T00:00:00Z, which their test clock shows at first. All prices are in USD.
/// </summary>
internal sealed class Shop
{
    private readonly TestApi api;

    private Shop(TestApi api) => this.api = api;

    public HttpClient Client => api.Test;

    public string Clock { get; private set; } = "";

    public string Product { get; private set; } = "";

    public string Metric { get; private set; } = "";

    public string Customer { get; private set; } = "";

    public string Subscription { get; private set; } = "";

    public static async Task<Shop> OpenAsync(
        TestApi api, string term = "in_arrears", string unitPrice = "0.5", string? fee = null, bool autoCharge = true, string funds = "0",
        string late = "next_invoice", string model = "standard", string? properties = null, string? terms = null)
    {
        var shop = new Shop(api);
        shop.Clock = (await api.Test.PostAsync("/v0/testClocks", new { currentTime = "2026-02-01T00:00:00Z" })).Text("id");
        shop.Product = await Sample.ProductAsync(api.Test);
        shop.Metric = (await api.Test.PostAsync(
            "/v0/billableMetrics", new { name = "Requests", unit = "request", aggregation = "SUM", productId = shop.Product })).Text("id");
        shop.Customer = await Sample.CustomerAsync(api.Test, testClockId: shop.Clock);
        if (funds != "0")
        {
            await shop.TopUpAsync(funds);
        }

        var started = await api.Test.PostAsync("/v0/subscriptions", new
        {
            name = "Pro",
            planId = await shop.PlanAsync(term, model, JsonNode.Parse(properties ?? $$"""{"unitPrice":"{{unitPrice}}"}""")!, fee, late, terms),
            customerId = shop.Customer,
            startedAt = "2026-02-01T00:00:00Z",
            autoCharge,
        });
        shop.Subscription = started.Text("id");
        return shop;
    }

    public Task<JsonNode> TopUpAsync(string amount) =>
        Client.PostAsync("/v0/payments", new { customerId = Customer, amount, currency = "USD", idempotencyKey = $"top-up of {amount}" });

    public Task<JsonNode> ReserveAsync(decimal quantity, int maxUses = 1, int status = 201, string? paidBy = null) => Client.PostAsync(
        "/v0/entitlements", new { customerId = Customer, entitlementData = new[] { new { billableMetricId = Metric, quantity } }, maxUses, paidBy }, status);

    /// <summary>Reports usage that occurs now unless told otherwise, and meters it.</summary>
    public async Task<JsonNode> UseAsync(string key, decimal quantity, string? entitlementId = null, string? timestamp = null)
    {
        var reported = await Client.PostAsync("/v0/usage", new
        {
            idempotencyKey = key,
            customerId = Customer,
            timestamp = timestamp ?? (await Client.GetAsync($"/v0/testClocks/{Clock}", 200)).Text("currentTime"),
            properties = new[] { new { billableMetricId = Metric, quantity = quantity.ToString(CultureInfo.InvariantCulture) } },
            entitlementId,
        });
        await api.MeterAllAsync();
        return reported;
    }

    public Task MoveClockAsync(string currentTime) => Client.PatchAsync($"/v0/testClocks/{Clock}", new { currentTime });

    /// <summary>The wallet as <c>funded = available + held + spent, owed</c>.</summary>
    public async Task<string> WalletAsync()
    {
        var wallet = await Client.GetAsync($"/v0/customers/{Customer}/wallet", 200);
        return $"{wallet.Text("funded")} = {wallet.Text("available")} + {wallet.Text("held")} + {wallet.Text("spent")}, {wallet.Text("owed")}";
    }

    public async Task<IReadOnlyList<JsonNode>> InvoicesAsync(string query = "") =>
        [.. (await Client.GetAsync($"/v2/invoices{query}", 200))["data"]!.AsArray().Select(invoice => invoice!)];

    public Task<JsonNode> PayAsync(string invoice, int status) => Client.PostAsync($"/v2/invoices/{invoice}/payment", new { }, status);

    private async Task<string> PlanAsync(string term, string model, JsonNode properties, string? fee, string late, string? terms)
    {
        object usage = new
        {
            billableMetricId = Metric,
            invoiceDisplayName = "API <requests>",
            paymentTerm = term,
            model,
            properties,
        };
        object advance = new
        {
            feeId = "base",
            invoiceDisplayName = "Base fee",
            paymentTerm = "in_advance",
            model = "standard",
            properties = new { unitPrice = fee ?? "0" },
        };
        object[] prices = fee is null ? [usage] : [usage, advance];
        var plan = JsonNode.Parse(terms ?? "{}")!.AsObject();
        (plan["productId"], plan["name"], plan["currency"], plan["billingCadence"], plan["lateEventPolicy"]) = (Product, "Pro", "USD", "P1M", late);
        plan["prices"] = System.Text.Json.JsonSerializer.SerializeToNode(prices);
        return (await Client.PostAsync("/v0/plans", plan)).Text("id");
    }
}
