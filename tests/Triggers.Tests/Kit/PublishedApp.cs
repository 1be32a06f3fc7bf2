using System.Diagnostics;
using System.Reflection;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>The app as it is deployed: published into a directory of its own from what is built.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("published-");

    public async Task InitializeAsync()
    {
        var built = typeof(PublishedApp).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var (exitCode, output, errors) = await RunAsync("dotnet", [], "publish", RepositoryFile.Path("functions", "Triggers"), "--configuration", built, "--no-build", "--output", directory.FullName);
        Assert.True(exitCode == 0, output + errors);
    }

    public Task DisposeAsync()
    {
        directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A file of it, or where one would be.</summary>
    public string FileAt(params string[] path) => Path.Combine([directory.FullName, .. path]);

    /// <summary>Starts it with these settings and no others, and waits for its end.</summary>
    public Task<(int ExitCode, string Output, string Errors)> StartAsync(params (string Name, string Value)[] settings) =>
        RunAsync("dotnet", settings, FileAt("Tallystick.Triggers.dll"));

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, (string Name, string Value)[] settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
