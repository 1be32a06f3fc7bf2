using System.Diagnostics;
using Tallystick.Tests.Triggers.Tests.Kit;

namespace Tallystick.Tests.Triggers.Tests;

/// <summary>The script after "azd deploy", run as azd runs it, with programs in the place of azd, dotnet, zip and az that note how they are called.</summary>
public sealed class PostDeployTests : IDisposable
{
    private const string Edges = """[{"group":"rg-dev-eastus2","name":"func-a"},{"group":"rg-dev-southeastasia","name":"func-b"}]""";
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("deployed-");

    private string Calls => Path.Combine(root.FullName, "calls");

    [Fact]
    public void It_publishes_once_and_deploys_to_every_edge_region()
    {
        Assert.Equal(0, Run(Edges));

        Assert.Equal(
            ["dotnet publish functions/Triggers -c Release", "az functionapp rg-dev-eastus2 func-a of sub-1", "az functionapp rg-dev-southeastasia func-b of sub-1"],
            File.ReadAllLines(Calls));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    public void Without_edge_regions_it_does_nothing(string edges)
    {
        Assert.Equal(0, Run(edges));

        Assert.False(File.Exists(Calls));
    }

    [Fact]
    public void A_region_that_cannot_be_deployed_to_ends_it()
    {
        Assert.NotEqual(0, Run(Edges, azEnds: "exit 1"));

        Assert.DoesNotContain("func-b", File.ReadAllText(Calls), StringComparison.Ordinal);
    }

    public void Dispose() => root.Delete(recursive: true);

    private int Run(string edges, string azEnds = "exit 0")
    {
        var scripts = root.CreateSubdirectory("infra").CreateSubdirectory("scripts");
        File.Copy(RepositoryFile.Path("infra", "scripts", "postdeploy.sh"), Path.Combine(scripts.FullName, "postdeploy.sh"));
        var programs = root.CreateSubdirectory("programs");
        Write(programs, "azd", $"printf '%s' '{edges}'");
        Write(programs, "dotnet", $"echo \"dotnet $1 $2 $3 $4\" >> '{Calls}'; mkdir -p \"$6\"");
        Write(programs, "zip", "touch \"$2\"");
        Write(programs, "az", $"echo \"az $1 $8 ${{10}} of $6\" >> '{Calls}'; [ -f \"${{12}}\" ] && {azEnds}");
        var start = new ProcessStartInfo("sh", [Path.Combine(scripts.FullName, "postdeploy.sh")]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{programs.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["AZURE_SUBSCRIPTION_ID"] = "sub-1";
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Write(DirectoryInfo programs, string name, string body)
    {
        var path = Path.Combine(programs.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
