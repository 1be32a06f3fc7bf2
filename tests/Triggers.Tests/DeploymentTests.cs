using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Tallystick.Core.Usage;
using Tallystick.Http.Hosting;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Settings;

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
        var set = SettingName().Matches(FunctionApp()).Select(match => match.Groups["name"].Value).Where(name => name.StartsWith("Tally__", StringComparison.Ordinal));
        Assert.Equal(SettingNames.Common.Order(), set.Order());
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

    private static JsonElement Extension(string name) => Host().GetProperty("extensions").GetProperty(name);

    private static TimeSpan Time(JsonElement settings, string name) => TimeSpan.Parse(settings.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> SampleValues() =>
        JsonSerializer.Deserialize<JsonElement>(RepositoryFile.Read("local.settings.sample.json")).GetProperty("Values").Deserialize<Dictionary<string, string>>()!;

    // As an item of a list, or as a member of an object.
    [GeneratedRegex("(name: '(?<name>[A-Za-z_]+)', value:|^\\s+(?<name>[A-Za-z_]+):)", RegexOptions.Multiline, 1000)]
    private static partial Regex SettingName();

    [GeneratedRegex("services:\\n  (?<name>[a-z]+):", RegexOptions.None, 1000)]
    private static partial Regex ServiceName();
}
