using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Latency;

/// <summary>Holds of money on prepaid wallets, and looks at them, at a steady rate and nothing else.</summary>
internal static class HoldLoad
{
    private const int PerSecond = 1000;
    private const int WarmUp = 2 * PerSecond;
    private const int Timed = 10 * PerSecond;

    /// <summary>All calls, those of the warm up among them.</summary>
    internal const int Calls = WarmUp + Timed;

    /// <summary><c>POST /v0/entitlements</c>.</summary>
    internal static async Task<Quantiles> MeasureAsync(TallyMerchant merchant)
    {
        var customers = PrepaidCustomers.Of(merchant);
        await OpenLoop.RunAsync(WarmUp, PerSecond, HoldAsync);
        return await OpenLoop.MeasureAsync(Timed, PerSecond, HoldAsync);

        Task HoldAsync(int number) => merchant.PostAsync("/v0/entitlements", HoldOf(merchant, customers[number % customers.Count]));
    }

    /// <summary><c>GET /v0/entitlements/{id}</c>: whether a hold still stands, and what is left of it.</summary>
    internal static async Task<Quantiles> MeasureLooksAsync(TallyMerchant merchant)
    {
        var held = await Task.WhenAll(PrepaidCustomers.Of(merchant).Select(async customer =>
            TallyMerchant.IdOf(await merchant.PostAsync("/v0/entitlements", HoldOf(merchant, customer)))));
        await OpenLoop.RunAsync(WarmUp, PerSecond, LookAsync);
        return await OpenLoop.MeasureAsync(Timed, PerSecond, LookAsync);

        Task LookAsync(int number) => merchant.Http.GetByteArrayAsync($"/v0/entitlements/{held[number % held.Length]}");
    }

    private static object HoldOf(TallyMerchant merchant, string customer) => new
    {
        customerId = customer,
        entitlementData = new[] { new { billableMetricId = merchant.Metrics[0], quantity = 10 } },
    };
}
