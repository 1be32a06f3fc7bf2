using System.Text.Json.Nodes;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>Things that most tests need, made over HTTP.</summary>
internal static class Sample
{
    public static async Task<string> ProductAsync(HttpClient client) =>
        (await client.PostAsync("/v0/products", new { name = "Search" })).Text("id");

    public static async Task<string> MetricAsync(HttpClient client, string name = "Requests") =>
        (await client.PostAsync("/v0/billableMetrics", new { name, unit = "request", aggregation = "SUM" })).Text("id");

    public static async Task<string> CustomerAsync(HttpClient client, string? externalId = null, string? testClockId = null) =>
        (await client.PostAsync("/v0/customers", new { consumer = new { name = "Grace", email = "grace@example.com" }, externalId, testClockId })).Text("id");

    /// <summary>A monthly plan with one price in arrears for the metric, and a fee in advance where one is wanted.</summary>
    public static Task<JsonNode> MakePlanAsync(HttpClient client, string product, string metric, string? feeInAdvance = null, string currency = "USD",
        string? late = null)
    {
        var usage = new
        {
            billableMetricId = metric,
            feeId = (string?)null,
            invoiceDisplayName = "Requests",
            paymentTerm = "in_arrears",
            model = "standard",
            properties = new { unitPrice = "0.002" },
        };
        var fee = usage with
        {
            billableMetricId = null!,
            feeId = "base",
            invoiceDisplayName = "Base fee",
            paymentTerm = "in_advance",
            properties = new { unitPrice = feeInAdvance ?? "" },
        };
        object[] prices = feeInAdvance is null ? [usage] : [usage, fee];
        return client.PostAsync("/v0/plans", new { productId = product, name = "Pro", currency, billingCadence = "P1M", lateEventPolicy = late, prices });
    }

    /// <summary>Product, metric and plan in one; the plan's id.</summary>
    public static async Task<string> PlanAsync(HttpClient client, string? feeInAdvance = null, string currency = "USD", string? late = null) =>
        (await MakePlanAsync(client, await ProductAsync(client), await MetricAsync(client), feeInAdvance, currency, late)).Text("id");

    public static object Subscription(string customerId, string planId, string startedAt = "2026-01-31T12:00:00Z", string? endingAt = null) =>
        new { name = "Pro of Grace", planId, customerId, startedAt, endingAt };
}
