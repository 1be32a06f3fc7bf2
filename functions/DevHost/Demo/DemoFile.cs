using System.Text.Json;
using Tallystick.DevHost.Hosting;

namespace Tallystick.DevHost.Demo;

/// <summary>What the demo has made, for whoever goes on from there: <c>demo.json</c> in the data directory, for its owner alone.</summary>
/// <param name="BaseUrl">Where the directory's server answered last.</param>
/// <param name="OperatorKey">The operator's key.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="ApiKey">The merchant's admin key of test mode.</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="MetricIds">The metrics.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="SubscriptionId">The customer's subscription.</param>
/// <param name="TestClockId">The customer's clock.</param>
public sealed record DemoFile(
    Uri BaseUrl,
    string OperatorKey,
    string MerchantId,
    string ApiKey,
    string CustomerId,
    DemoMetrics MetricIds,
    string PlanId,
    string SubscriptionId,
    string TestClockId)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where the file of a data directory is.</summary>
    public static string PathIn(string directory) => Path.Combine(directory, "demo.json");

    /// <summary>The file of a data directory; null where the demo has not been played to its end.</summary>
    public static DemoFile? Read(string directory) =>
        File.Exists(PathIn(directory)) ? JsonSerializer.Deserialize<DemoFile>(File.ReadAllText(PathIn(directory)), Json) : null;

    /// <summary>Notes where the server answers now; null where the demo has not been played.</summary>
    public static DemoFile? Refresh(string directory, Uri baseUrl)
    {
        var fresh = Read(directory) is { } before ? before with { BaseUrl = baseUrl } : null;
        fresh?.Write(directory);
        return fresh;
    }

    /// <summary>Writes the file.</summary>
    public void Write(string directory) => SecretFile.Write(PathIn(directory), JsonSerializer.Serialize(this, Json) + "\n");
}
