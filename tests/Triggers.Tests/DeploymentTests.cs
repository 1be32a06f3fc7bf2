using System.Text.Json;
using System.Text.RegularExpressions;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers;

namespace Tallystick.Tests.Triggers.Tests;

/// <summary>Host settings, sample settings, infrastructure and code agree.</summary>
public sealed partial class DeploymentTests
{
    // The embedded back end's, which Azure never runs.
    private static readonly string[] OnlyOnThisMachine = ["Tally__DataDirectory"];

    private static readonly IReadOnlyList<string> Read =
        [.. typeof(TriggerSettings).GetProperties().Where(property => property.Name != "EqualityContract").Select(property => "Tally__" + property.Name).Order()];

    [Fact]
    public void The_sample_has_every_setting_that_the_code_reads_and_no_other()
    {
        var sample = SampleValues().Select(value => value.Name).Where(name => name.StartsWith("Tally", StringComparison.Ordinal)).Order();
        Assert.Equal(Read, sample);
    }

    [Fact]
    public void The_sample_starts_the_app()
    {
        var values = SampleValues().ToDictionary(value => value.Name, value => value.Value.GetString()!);
        Assert.Equal("dotnet-isolated", values["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Equal("UseDevelopmentStorage=true", values["AzureWebJobsStorage"]);
        Assert.Equal(TriggerSettings.LocalBackend, values["Tally__Backend"]);
        Assert.True(values["Tally__OperatorKey"].Length >= Core.Tenancy.OperatorKey.MinLength);
    }

    [Fact]
    public void The_infrastructure_sets_what_the_code_reads_and_nothing_that_it_does_not()
    {
        var set = SettingName().Matches(FunctionApp()).Select(match => match.Groups["name"].Value);
        Assert.Equal(Read.Except(OnlyOnThisMachine), set.Where(name => name.StartsWith("Tally", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void The_infrastructure_holds_no_key_but_the_operators()
    {
        string[] files = ["identity", "monitoring", "storage", "functionApp"];
        var bicep = string.Concat(files.Select(file => RepositoryFile.Read("infra", "modules", file + ".bicep"))) + RepositoryFile.Read("infra", "main.bicep");
        Assert.DoesNotContain("listKeys", bicep, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", bicep, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("allowSharedKeyAccess: false", bicep, StringComparison.Ordinal);
        Assert.Contains("DisableLocalAuth: true", bicep, StringComparison.Ordinal);
    }

    [Fact]
    public void The_service_that_azd_deploys_is_the_app_of_the_infrastructure()
    {
        var service = ServiceName().Match(RepositoryFile.Read("azure.yaml")).Groups["name"].Value;
        Assert.NotEmpty(service);
        Assert.Contains($"'azd-service-name': '{service}'", FunctionApp(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_adds_nothing_before_routes_and_loads_no_bundle()
    {
        var host = Host();
        Assert.Equal("2.0", host.GetProperty("version").GetString());
        Assert.Equal("", host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.False(host.TryGetProperty("extensionBundle", out _));
        Assert.Contains("../../host.json", RepositoryFile.Read("functions", "Triggers", "Triggers.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_of_the_log_are_within_what_is_prefetched()
    {
        var hubs = Host().GetProperty("extensions").GetProperty("eventHubs");
        var (min, max) = (hubs.GetProperty("minEventBatchSize").GetInt32(), hubs.GetProperty("maxEventBatchSize").GetInt32());
        Assert.InRange(min, 1, max);
        Assert.InRange(max, min, hubs.GetProperty("prefetchCount").GetInt32());
        Assert.True(TimeSpan.Parse(hubs.GetProperty("maxWaitTime").GetString()!) <= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Telemetry_is_sampled_and_exceptions_are_not()
    {
        var sampling = Host().GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings");
        Assert.True(sampling.GetProperty("isEnabled").GetBoolean());
        Assert.Contains("Exception", sampling.GetProperty("excludedTypes").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_with_secrets_are_neither_kept_nor_published()
    {
        Assert.Contains("local.settings.json", RepositoryFile.Read(".gitignore").Split('\n'));
        Assert.Matches("local\\.settings\\.json\"[^>]*CopyToPublishDirectory=\"Never\"", RepositoryFile.Read("functions", "Triggers", "Triggers.csproj"));
    }

    private static string FunctionApp() => RepositoryFile.Read("infra", "modules", "functionApp.bicep");

    private static JsonElement Host() => JsonSerializer.Deserialize<JsonElement>(RepositoryFile.Read("host.json"));

    private static JsonElement.ObjectEnumerator SampleValues() =>
        JsonSerializer.Deserialize<JsonElement>(RepositoryFile.Read("local.settings.sample.json")).GetProperty("Values").EnumerateObject();

    [GeneratedRegex("name: '(?<name>[A-Za-z_]+)', value:", RegexOptions.None, 1000)]
    private static partial Regex SettingName();

    [GeneratedRegex("services:\\n  (?<name>[a-z]+):", RegexOptions.None, 1000)]
    private static partial Regex ServiceName();
}
