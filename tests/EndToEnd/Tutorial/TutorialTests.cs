using System.Text.Json.Nodes;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Tutorial;

/// <summary>The commands that documents show work, as they stand there.</summary>
[Collection(SharedHost.Name)]
public sealed class TutorialTests(HostFixture host)
{
    [Fact]
    public async Task The_tutorial_leads_to_an_invoice()
    {
        using var directory = new DataDirectory();

        var output = await RunAsync("docs/tutorial.md", directory.Path);

        Assert.Contains("counted", output, StringComparison.Ordinal);
        Assert.Contains("19.97", output, StringComparison.Ordinal);
        var invoice = JsonNode.Parse(output[output.LastIndexOf("{\"id\":\"inv_", StringComparison.Ordinal)..])!;
        Assert.Equal("paid", invoice.Text("status"));
        Assert.Contains("0.03", invoice.ToJsonString(), StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(Path.Combine(directory.Path, "invoice.html"));
        Assert.Contains("Seconds of execution", page, StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_commands_work()
    {
        using var directory = new DataDirectory();

        var output = await RunAsync("README.md", directory.Path);

        Assert.Equal("0.03", output.TrimEnd().Split('\n')[^1]);
    }

    /// <summary>Runs all of a document's commands in one session of bash that ends at the first failure.</summary>
    private async Task<string> RunAsync(string document, string directory)
    {
        var path = Path.Combine(Repository.Root, document);
        Assert.True(File.Exists(path), $"There is no {document}.");
        var snippets = Snippets.In(await File.ReadAllTextAsync(path));
        Assert.True(snippets.Count > 0, $"{document} has no command to run: put <!-- test: tutorial --> on the line before a ```bash block.");
        var environment = new Dictionary<string, string>
        {
            ["BASE_URL"] = host.Process.BaseUrl.ToString().TrimEnd('/'),
            ["OPERATOR_KEY"] = host.Process.OperatorKey,
        };
        return await ChildProcess.RunAsync(directory, environment, "bash", "-c", $"set -euo pipefail\n{string.Join('\n', snippets)}");
    }
}
