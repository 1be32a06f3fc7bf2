using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>
/// A merchant, in test mode, whose customers live by the clock of the services: a plan with runs at a cent each, paid at once, and requests at 0.002 each, billed in the end. A client
/// that is told to come again does, with the same request.
/// </summary>
internal sealed class Merchant(HttpClient client, ManualTime time)
{
    private const int MostTries = 500;

    public string Runs { get; private set; } = "";

    public string Requests { get; private set; } = "";

    public IReadOnlyList<string> Customers { get; private set; } = [];

    /// <summary>How often the client was told to come again.</summary>
    public int Refusals { get; private set; }

    public static async Task<Merchant> OpenAsync(CloudApp app, ManualTime time, int customers = 3)
    {
        using var operators = app.Client(CloudApp.OperatorKey);
        var made = await operators.PostAsync("/v0/merchants", new { name = "Ada's APIs" });
        var merchant = new Merchant(app.Client(made["apiKeys"]![1]!.Text("key")), time);
        await merchant.DefineAsync(customers);
        time.Advance(TimeSpan.FromMinutes(2)); // definitions are in force when every instance knows them
        return merchant;
    }

    /// <summary>Asks, and asks again while a service is away.</summary>
    public async Task<JsonNode> AskAsync(HttpMethod method, string path, object? body, int status)
    {
        var key = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        for (var tries = 0; tries < MostTries; tries++)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", key);
            using var response = await client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.Conflict && (await response.Content.ReadAsStringAsync()).Contains("IDEMPOTENCY_KEY_IN_USE", StringComparison.Ordinal))
            {
                // The first request has ended without an answer that could be kept: its key is free again after a minute.
                time.Advance(TimeSpan.FromMinutes(1));
            }
            else if (response.StatusCode is not HttpStatusCode.ServiceUnavailable)
            {
                return await response.ReadAsync(status);
            }
            else
            {
                Assert.NotNull(response.Headers.RetryAfter);
            }

            Refusals++;
        }

        throw new InvalidOperationException($"{method} {path} is refused for ever.");
    }

    public Task<JsonNode> PostAsync(string path, object body, int status = 201) => AskAsync(HttpMethod.Post, path, body, status);

    public Task<JsonNode> GetAsync(string path) => AskAsync(HttpMethod.Get, path, null, 200);

    /// <summary>A usage event of January.</summary>
    public object Event(string key, string metric, decimal quantity, int customer = 0, string? hold = null) => new
    {
        idempotencyKey = key,
        customerId = Customers[customer],
        entitlementId = hold,
        timestamp = "2026-01-01T00:00:30Z",
        properties = new[] { new { billableMetricId = metric, quantity } },
    };

    private async Task DefineAsync(int customers)
    {
        var product = (await PostAsync("/v0/products", new { name = "Search" })).Text("id");
        Runs = (await PostAsync("/v0/billableMetrics", new { name = "Runs", unit = "run", aggregation = "SUM" })).Text("id");
        Requests = (await PostAsync("/v0/billableMetrics", new { name = "Requests", unit = "request", aggregation = "SUM" })).Text("id");
        var prices = new[] { Price("Runs", Runs, "instant", "0.01"), Price("Requests", Requests, "in_arrears", "0.002") };
        var plan = (await PostAsync("/v0/plans", new { productId = product, name = "Pro", currency = "USD", billingCadence = "P1M", prices })).Text("id");
        var made = new List<string>();
        for (var number = 0; number < customers; number++)
        {
            var customerId = (await PostAsync("/v0/customers", new { consumer = new { name = $"Customer {number}", email = $"{number}@example.com" } })).Text("id");
            await PostAsync("/v0/payments", new { customerId, amount = "20", currency = "USD", idempotencyKey = $"top-up {number}" });
            await PostAsync("/v0/subscriptions", new { name = "Pro", planId = plan, customerId, startedAt = "2026-01-01T00:00:00Z" });
            made.Add(customerId);
        }

        Customers = made;
        await PostAsync("/v0/webhookEndpoints", new { url = "https://hooks.example.com/tally" });
    }

    private static object Price(string invoiceDisplayName, string billableMetricId, string paymentTerm, string unitPrice) =>
        new { billableMetricId, invoiceDisplayName, paymentTerm, model = "standard", properties = new { unitPrice } };
}
