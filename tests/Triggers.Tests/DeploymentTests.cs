using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Tallystick.Cloud;
using Tallystick.Cloud.Cosmos;
using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Core.Notifications;
using Tallystick.Core.Usage;
using Tallystick.Http.Hosting;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Settings;
using Tallystick.Triggers.Usage;

namespace Tallystick.Tests.Triggers.Tests;

/// <summary>Host settings, sample settings, infrastructure and code agree.</summary>
public sealed partial class DeploymentTests
{
    [Fact]
    public void The_sample_has_every_setting_that_the_code_reads_and_no_other()
    {
        string[] ofTheHost = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage"];
        var sample = SampleValues().Keys.Except(ofTheHost).Where(name => !name.StartsWith("AzureWebJobs.", StringComparison.Ordinal));
        var read = SettingNames.Common.Concat(SettingNames.Local).Concat(SettingNames.Azure).Concat(SettingNames.Emulators);
        Assert.Equal(read.Order(), sample.Order());
    }

    [Fact]
    public void The_sample_starts_the_app_on_the_embedded_back_end()
    {
        var values = SampleValues();
        Assert.Equal("dotnet-isolated", values["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Equal("UseDevelopmentStorage=true", values["AzureWebJobsStorage"]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            values.Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), (string?)value.Value)));
        Assert.True(TriggerSettings.TryRead(configuration.Build(), out var settings, out var problem), problem);
        Assert.IsType<LocalSettings>(settings);
    }

    [Fact]
    public void The_sample_disables_the_triggers_of_services_that_the_embedded_back_end_does_not_have()
    {
        var disabled = SampleValues().Where(value => value.Value == "true").Select(value => value.Key);
        var triggers = Functions.Log.Select(function => function.Method).Concat(Functions.Commands.Select(function => function.Method));
        Assert.Equal(triggers.Select(method => $"AzureWebJobs.{Functions.NameOf(method)}.Disabled").Order(), disabled.Order());
    }

    [Fact]
    public void The_infrastructure_sets_what_the_code_reads_and_nothing_that_it_does_not()
    {
        string[] ofTheHost = ["AzureWebJobsStorage__", "APPLICATIONINSIGHTS_", "AZURE_CLIENT_ID"];
        string[] ofTheTriggers = ["__credential", "__clientId"];
        var set = SettingName().Matches(FunctionApp()).Select(match => match.Groups["name"].Value)
            .Where(name => !ofTheHost.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && !ofTheTriggers.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)));
        Assert.Equal(SettingNames.Common.Concat(SettingNames.Azure).Order(), set.Order());
    }

    [Fact]
    public void An_edge_and_a_developers_machine_leave_to_the_home_region_what_no_request_triggers()
    {
        var background = Functions.All.Except(Functions.Http.Select(function => function.Method)).Select(Functions.NameOf).Order().ToList();
        Assert.Equal(background, BackgroundFunction().Matches(FunctionApp()).Select(match => match.Groups["name"].Value));
        Assert.Equal(
            background.Select(name => $"AzureWebJobs.{name}.Disabled"),
            DisabledFunction().Matches(RepositoryFile.Read("infra", "scripts", "postprovision.sh")).Select(match => match.Groups["name"].Value));
    }

    [Fact]
    public void A_developers_machine_is_given_every_setting_of_Azures_back_end()
    {
        var script = RepositoryFile.Read("infra", "scripts", "postprovision.sh");
        Assert.All(SettingNames.Common.Concat(SettingNames.Azure), name => Assert.Contains($"\"{name}\": ", script, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cosmos", CloudBackend.Database)]
    [InlineData("cosmos", CloudBackend.DocumentContainer)]
    [InlineData("dataStorage", CloudClients.ClaimTable)]
    [InlineData("dataStorage", CloudClients.InvoiceContainer)]
    [InlineData("dataStorage", CloudClients.CaptureContainer)]
    [InlineData("dataStorage", CloudClients.MailContainer)]
    [InlineData("eventHubs", MeterUsage.ConsumerGroup)]
    [InlineData("serviceBus", DuePeriod.CommandKind)]
    [InlineData("serviceBus", DueDelivery.CommandKind)]
    public void What_the_app_looks_for_is_made(string module, string name) =>
        Assert.Contains($"'{name}'", RepositoryFile.Read("infra", "modules", module + ".bicep"), StringComparison.Ordinal);

    [Fact]
    public void The_ledgers_container_is_indexed_as_the_app_wants_it()
    {
        var bicep = RepositoryFile.Read("infra", "modules", "cosmos.bicep");
        Assert.Contains($"paths: ['{LedgerContainer.PartitionKeyPath}']", bicep, StringComparison.Ordinal);
        var policy = JsonSerializer.Deserialize<JsonElement>(LedgerContainer.IndexingPolicy);
        Assert.Contains($"indexingMode: '{policy.GetProperty("indexingMode").GetString()}'", bicep, StringComparison.Ordinal);
        var excluded = Assert.Single(policy.GetProperty("excludedPaths").EnumerateArray()).GetProperty("path").GetString();
        Assert.Contains($"excludedPaths: [{{ path: '{excluded}' }}]", bicep, StringComparison.Ordinal);
        Assert.Contains("defaultConsistencyLevel: 'BoundedStaleness'", bicep, StringComparison.Ordinal);
        Assert.Contains("enableMultipleWriteLocations: false", bicep, StringComparison.Ordinal);
    }

    [Fact]
    public void Queues_forget_an_id_as_fast_as_the_app_counts_on()
    {
        var bicep = RepositoryFile.Read("infra", "modules", "serviceBus.bicep");
        Assert.Contains($"duplicateDetectionHistoryTimeWindow: 'PT{ICommandQueue.Remembered.TotalSeconds}S'", bicep, StringComparison.Ordinal);
        Assert.Contains($"maxDeliveryCount: {ICommandQueue.MaxAttempts}", bicep, StringComparison.Ordinal);
        Assert.Contains("requiresSession: true", bicep, StringComparison.Ordinal);
    }

    [Fact]
    public void What_alerts_and_the_workbook_ask_for_is_measured()
    {
        var asked = MetricName().Matches(RepositoryFile.Read("infra", "modules", "alerts.bicep") + RepositoryFile.Read("infra", "modules", "workbook.json"))
            .Select(match => match.Groups["name"].Value).Distinct();
        Assert.Empty(asked.Except(Measured()).Except(NamesIn("functions", "Http", "Telemetry", "TelemetryTags.cs")));
    }

    [Fact]
    public void Every_function_is_in_the_page_for_operators()
    {
        var page = RepositoryFile.Read("docs", "azure.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        Assert.All(Functions.All.Select(Functions.NameOf), name => Assert.Contains(page, line => line.Split('|')[1].Contains($"`{name}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_metric_is_in_the_page_for_operators_and_no_other()
    {
        var told = RepositoryFile.Read("docs", "azure.md").Split('\n').Where(line => line.StartsWith("| `tally.", StringComparison.Ordinal))
            .SelectMany(line => ToldName().Matches(line.Split('|')[1])).Select(match => match.Groups["name"].Value);
        Assert.Equal(Measured().Order(), told.Order());
    }

    [Fact]
    public void The_service_that_azd_deploys_is_the_app_of_the_infrastructure()
    {
        var service = ServiceName().Match(RepositoryFile.Read("azure.yaml")).Groups["name"].Value;
        Assert.NotEmpty(service);
        Assert.Contains($"'azd-service-name': '{service}'", FunctionApp(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bug_azd_was_not_told_in_which_of_the_tagged_resource_groups_the_app_is()
    {
        Assert.Contains("    resourceGroup: rg-${AZURE_ENV_NAME}\n", RepositoryFile.Read("azure.yaml"), StringComparison.Ordinal);
        Assert.Contains("  name: 'rg-${environmentName}'\n", RepositoryFile.Read("infra", "main.bicep"), StringComparison.Ordinal);
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
    public void Batches_of_the_log_are_within_what_is_prefetched_and_that_within_what_an_instance_has_room_for()
    {
        const int room = 64 << 20;
        var hubs = Extension("eventHubs");
        var (min, max) = (hubs.GetProperty("minEventBatchSize").GetInt32(), hubs.GetProperty("maxEventBatchSize").GetInt32());
        Assert.InRange(min, 1, max);
        Assert.InRange(hubs.GetProperty("prefetchCount").GetInt32(), max, room / LogEntry.PackedSize);
        Assert.True(Time(hubs, "maxWaitTime") <= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_sessions_lock_lasts_as_long_as_a_function_may_run_and_its_last_command_lets_the_next_session_in()
    {
        var bus = Extension("serviceBus");
        var longest = Time(Host(), "functionTimeout");
        Assert.True(longest > 2 * CommandHandler.LongestBackOff.ToTimeSpan());
        Assert.True(Time(bus, "maxAutoLockRenewalDuration") > longest);
        Assert.InRange(Time(bus, "sessionIdleTimeout"), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Commands_of_a_session_are_handed_out_one_by_one_and_are_answered_by_us()
    {
        var bus = Extension("serviceBus");
        Assert.Equal(1, bus.GetProperty("maxConcurrentCallsPerSession").GetInt32());
        Assert.InRange(bus.GetProperty("maxConcurrentSessions").GetInt32(), 8, 64);
        Assert.Equal(0, bus.GetProperty("prefetchCount").GetInt32());
        Assert.False(bus.GetProperty("autoCompleteMessages").GetBoolean());
    }

    [Fact]
    public void Telemetry_is_sampled_and_exceptions_are_not()
    {
        var sampling = Host().GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings");
        Assert.True(sampling.GetProperty("isEnabled").GetBoolean());
        Assert.InRange(sampling.GetProperty("maxTelemetryItemsPerSecond").GetInt32(), 1, 10); // what is not sampled costs more than all the rest
        Assert.Contains("Exception", sampling.GetProperty("excludedTypes").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_app_sends_its_own_metrics_and_traces() =>
        Assert.Contains(".AddTallyTelemetry(builder.Configuration)", RepositoryFile.Read("functions", "Triggers", "Program.cs"), StringComparison.Ordinal);

    [Fact]
    public void Settings_with_secrets_are_neither_kept_nor_published()
    {
        Assert.Contains("local.settings.json", RepositoryFile.Read(".gitignore").Split('\n'));
        Assert.Matches("local\\.settings\\.json\"[^>]*CopyToPublishDirectory=\"Never\"", RepositoryFile.Read("functions", "Triggers", "Triggers.csproj"));
    }

    /// <summary>The metrics of the app and of the adapters.</summary>
    private static IEnumerable<string> Measured() =>
    [
        .. NamesIn("functions", "Http", "Telemetry", "PipelineMetrics.cs"),
        .. NamesIn("functions", "Cloud", "Cosmos", "CosmosMetrics.cs"),
        .. NamesIn("functions", "Cloud", "EventHubs", "LogMetrics.cs"),
    ];

    private static IEnumerable<string> NamesIn(params string[] path) => MetricName().Matches(RepositoryFile.Read(path)).Select(match => match.Groups["name"].Value);

    private static string FunctionApp() => RepositoryFile.Read("infra", "modules", "functionApp.bicep");

    private static JsonElement Host() => JsonSerializer.Deserialize<JsonElement>(RepositoryFile.Read("host.json"));

    private static JsonElement Extension(string name) => Host().GetProperty("extensions").GetProperty(name);

    private static TimeSpan Time(JsonElement settings, string name) => TimeSpan.Parse(settings.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> SampleValues() =>
        JsonSerializer.Deserialize<JsonElement>(RepositoryFile.Read("local.settings.sample.json")).GetProperty("Values").Deserialize<Dictionary<string, string>>()!;

    [GeneratedRegex("name: '(?<name>[A-Za-z_]+)', value:", RegexOptions.None, 1000)]
    private static partial Regex SettingName();

    [GeneratedRegex("^  '(?<name>[A-Z][A-Za-z]+)'$", RegexOptions.Multiline, 1000)]
    private static partial Regex BackgroundFunction();

    [GeneratedRegex("\"(?<name>AzureWebJobs\\.[A-Za-z]+\\.Disabled)\": \"true\"", RegexOptions.None, 1000)]
    private static partial Regex DisabledFunction();

    [GeneratedRegex("\"(?<name>tally(\\.[a-z_]+)+)\\\\?\"", RegexOptions.None, 1000)]
    private static partial Regex MetricName();

    [GeneratedRegex("`(?<name>tally(\\.[a-z_]+)+)`", RegexOptions.None, 1000)]
    private static partial Regex ToldName();

    [GeneratedRegex("services:\\n  (?<name>[a-z]+):", RegexOptions.None, 1000)]
    private static partial Regex ServiceName();
}
