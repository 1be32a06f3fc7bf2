using System.Net.Http.Json;
using System.Text.Json;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>A merchant with a metric and a customer, who reports usage to the app.</summary>
internal sealed class Merchant(HttpClient client, string customer, string metric) : IDisposable
{
    public static async Task<Merchant> OpenAsync(TriggerHost host)
    {
        using var operators = host.Client(TriggerHost.OperatorKey);
        var merchant = await PostAsync(operators, "/v0/merchants", new { name = "Ada's APIs" });
        var client = host.Client(merchant.GetProperty("apiKeys")[0].GetProperty("key").GetString());
        var customer = await PostAsync(client, "/v0/customers", new { consumer = new { name = "Grace", email = "grace@example.com" } });
        var metric = await PostAsync(client, "/v0/billableMetrics", new { name = "Requests", unit = "request", aggregation = "SUM" });
        return new Merchant(client, customer.GetProperty("id").GetString()!, metric.GetProperty("id").GetString()!);
    }

    /// <summary>Reports an event.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> ReportAsync(string key, string? ofMetric = null)
    {
        var properties = new[] { new { billableMetricId = ofMetric ?? metric, quantity = 3 } };
        var answer = await PostAsync(client, "/v0/usage", new { idempotencyKey = key, customerId = customer, timestamp = "2025-12-31T12:00:00Z", properties });
        return answer.GetProperty("id").GetString()!;
    }

    /// <summary>What became of an event.</summary>
    public async Task<string> FateOfAsync(string id) =>
        (await client.GetFromJsonAsync<JsonElement>($"/v0/usage/{id}")).GetProperty("status").GetString()!;

    public void Dispose() => client.Dispose();

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonElement.Parse(answer);
    }
}
