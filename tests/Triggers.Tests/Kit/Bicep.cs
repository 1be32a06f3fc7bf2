using System.Diagnostics;
using System.Reflection;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>The compiler of the infrastructure, from its package.</summary>
internal static class Bicep
{
    private static readonly string Program = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(value => value.Key == "Bicep").Value!;

    /// <summary>Runs it; fails with its output where it does not end well, or says anything of errors or warnings.</summary>
    /// <param name="settings">Environment variables that the parameters are read from.</param>
    /// <param name="arguments">A command and its arguments.</param>
    public static void Run(IEnumerable<KeyValuePair<string, string>> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + complaints.Result;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && string.IsNullOrWhiteSpace(output), $"bicep {string.Join(' ', arguments)}: exit code {process.ExitCode}\n{output}");
    }
}
