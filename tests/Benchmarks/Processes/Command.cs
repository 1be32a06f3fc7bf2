using System.Diagnostics;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>Programs that are run to their end.</summary>
internal static class Command
{
    /// <summary>What the program wrote to its standard output.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments, redirect: true);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw Failed(program, arguments, output);
    }

    /// <summary>Runs a program that leaves others behind: they inherit its output, which must not be a pipe that is read to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal static async Task LaunchAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments, redirect: false);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw Failed(program, arguments, "");
        }
    }

    /// <summary>Installs a package of Debian's where a file of it is missing.</summary>
    internal static async Task InstallAsync(string file, string package)
    {
        if (!File.Exists(file))
        {
            await RunAsync("apt-get", "update", "-q");
            await RunAsync("apt-get", "install", "-y", "-q", "--no-install-recommends", package);
        }
    }

    private static Process Start(string program, string[] arguments, bool redirect) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = redirect,
            UseShellExecute = false,
            WorkingDirectory = "/tmp",
        })!;

    private static InvalidOperationException Failed(string program, string[] arguments, string output) =>
        new($"{program} {string.Join(' ', arguments)} failed: {output}");
}
