using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Load;

/// <summary>A merchant made for a load: its key, its metrics, its customers.</summary>
/// <param name="ApiKey">An admin key of test mode.</param>
/// <param name="MetricIds">The metrics, by index.</param>
public sealed record LoadTarget(string ApiKey, IReadOnlyList<string> MetricIds)
{
    /// <summary>Makes a merchant with everything that a plan needs.</summary>
    /// <param name="operatorClient">Calls as the operator.</param>
    /// <param name="plan">The load.</param>
    /// <param name="connections">How many customers are made at a time.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<LoadTarget> CreateAsync(TallyClient operatorClient, LoadPlan plan, int connections, CancellationToken cancellation)
    {
        var merchant = await operatorClient.PostAsync("v0/merchants", new { name = "Load" }, cancellation);
        var key = merchant.GetProperty("apiKeys").EnumerateArray().Single(item => item.Text("mode") == "test").Text("key");
        using var client = new TallyClient(operatorClient.BaseUrl, key);
        var metrics = new List<string>();
        foreach (var index in Enumerable.Range(0, plan.Totals.Count))
        {
            var metric = await client.PostAsync("v0/billableMetrics", new { name = $"Load {index}", unit = "unit", aggregation = "SUM" }, cancellation);
            metrics.Add(metric.Text("id"));
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = cancellation };
        await Parallel.ForEachAsync(plan.Customers, options, async (rank, stopping) =>
        {
            var name = LoadBodies.CustomerName(rank);
            await client.PostAsync("v0/customers", new { name, externalId = name }, stopping);
        });
        return new LoadTarget(key, metrics);
    }
}
