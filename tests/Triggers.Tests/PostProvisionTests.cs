using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Settings;

namespace Tallystick.Tests.Triggers.Tests;

/// <summary>The script after "azd provision", run as azd runs it, in a directory of its own.</summary>
public sealed class PostProvisionTests : IDisposable
{
    private const string Key = """op_with "quotes" and \ in it""";
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("provisioned-");

    private string Settings => Path.Combine(root.FullName, "local.settings.json");

    [Fact]
    public void It_writes_settings_by_which_the_app_starts_on_the_deployed_services()
    {
        Run(developer: "22222222-2222-2222-2222-222222222222");

        var values = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Settings)).GetProperty("Values").Deserialize<Dictionary<string, string?>>()!;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value)));
        Assert.True(TriggerSettings.TryRead(configuration.Build(), out var settings, out var problem), problem);
        var azure = Assert.IsType<AzureSettings>(settings);
        Assert.Equal((Key, "usage-0", "https://cosmos-tally.documents.azure.com:443/"), (azure.OperatorKey, azure.Cloud.EventHub, azure.Cloud.Cosmos.Value));
    }

    [Fact]
    public void Nobody_else_on_the_machine_reads_the_operators_key()
    {
        Run(developer: "22222222-2222-2222-2222-222222222222");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Settings));
        }
    }

    [Fact]
    public void Settings_of_before_are_kept_beside_once()
    {
        File.WriteAllText(Settings, "of before");

        Run(developer: "22222222-2222-2222-2222-222222222222");
        Run(developer: "22222222-2222-2222-2222-222222222222");

        Assert.Equal("of before", File.ReadAllText(Settings + ".before"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("22222222-2222-2222-2222-222222222222", "true")]
    public void It_writes_nothing_where_no_developer_is_named_or_nobody_is_at_the_machine(string developer, string? ci)
    {
        Run(developer, ci);

        Assert.False(File.Exists(Settings));
    }

    public void Dispose() => root.Delete(recursive: true);

    private void Run(string developer, string? ci = null)
    {
        var scripts = root.CreateSubdirectory("infra").CreateSubdirectory("scripts");
        var script = Path.Combine(scripts.FullName, "postprovision.sh");
        File.Copy(RepositoryFile.Path("infra", "scripts", "postprovision.sh"), script, overwrite: true);
        var start = new ProcessStartInfo("sh", [script]) { UseShellExecute = false, RedirectStandardOutput = true };
        Dictionary<string, string?> given = new()
        {
            ["CI"] = ci,
            ["TALLY_DEVELOPER_PRINCIPAL_ID"] = developer,
            ["TALLY_OPERATOR_KEY"] = Key,
            ["TALLY_EVENT_HUB"] = "usage-0",
            ["TALLY_EVENT_HUBS_NAMESPACE"] = "evhns-tally.servicebus.windows.net",
            ["TALLY_SERVICE_BUS_NAMESPACE"] = "sbns-tally.servicebus.windows.net",
            ["TALLY_COSMOS_ENDPOINT"] = "https://cosmos-tally.documents.azure.com:443/",
            ["TALLY_TABLE_SERVICE_URI"] = "https://sttally.table.core.windows.net/",
            ["TALLY_BLOB_SERVICE_URI"] = "https://sttally.blob.core.windows.net/",
        };
        foreach (var (name, value) in given)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
