using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.BadInput;

/// <summary>What spoilt requests name: a merchant's own things, and another merchant's.</summary>
public sealed class BadInputFixture : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan TooOld = TimeSpan.FromDays(36);
    private static readonly TimeSpan TooNew = TimeSpan.FromMinutes(10);
    private readonly DataDirectory data = new();
    private readonly Dictionary<string, string> names = [];

    internal TallyProcess Process { get; private set; } = null!;

    internal TallyScenario Scenario { get; private set; } = null!;

    internal string Customer => names["customer"];

    internal string Metric => names["metric"];

    /// <summary>Counts the events of the type that spoilt events have.</summary>
    internal string Runs { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Process = await TallyProcess.StartAsync(data.Path);
        Scenario = await TallyScenario.CreateAsync(Process);
        await NameAsync(Scenario, name => name);
        names["customer2"] = await Scenario.CustomerAsync();
        names["grouped"] = await Scenario.GroupedAsync("run", "language");
        Runs = await Scenario.CountAsync("run");
        using var other = await TallyScenario.CreateAsync(Process);
        names["otherMerchant"] = other.MerchantId;
        await NameAsync(other, name => $"other{char.ToUpperInvariant(name[0])}{name[1..]}");
    }

    public async Task DisposeAsync()
    {
        Scenario.Dispose();
        await Process.DisposeAsync();
    }

    public void Dispose() => data.Dispose();

    /// <summary>A body with the names in it replaced.</summary>
    internal string Fill(string body)
    {
        var now = TimeProvider.System.GetUtcNow();
        var filled = body
            .Replace("$now", $"{now:O}", StringComparison.Ordinal)
            .Replace("$past", $"{now - TooOld:O}", StringComparison.Ordinal)
            .Replace("$future", $"{now + TooNew:O}", StringComparison.Ordinal);
        // Longer names first: one may begin with another.
        return names.OrderByDescending(name => name.Key.Length)
            .Aggregate(filled, (text, name) => text.Replace($"${name.Key}", name.Value, StringComparison.Ordinal));
    }

    private async Task NameAsync(TallyScenario scenario, Func<string, string> name)
    {
        names[name("customer")] = await scenario.CustomerAsync();
        names[name("metric")] = await scenario.MetricAsync();
        names[name("product")] = (await scenario.Client.PostAsync("/v0/products", new { name = "Runner" })).Text("id");
        var price = await scenario.Client.PostAsync("/v0/prices", new
        {
            billableMetricId = names[name("metric")],
            invoiceDisplayName = "Runs",
            paymentTerm = "in_arrears",
            model = "standard",
            properties = new { unitPrice = "0.001" },
        });
        names[name("price")] = price.Text("id");
        var plan = await scenario.Client.PostAsync("/v0/plans", new
        {
            productId = names[name("product")],
            name = "Plan",
            currency = "USD",
            billingCadence = "P1M",
            prices = new[] { names[name("price")] },
        });
        names[name("plan")] = plan.Text("id");
    }
}
