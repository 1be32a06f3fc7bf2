using System.Diagnostics;

namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>How the product is started: on a data directory and any free port.</summary>
internal static class StartCommand
{
    /// <summary>The build of the product that stands beside the tests.</summary>
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "tally.dll");

    public static ProcessStartInfo On(string dataDirectory, params IEnumerable<string> options) =>
        new("dotnet", [Program, "serve", "--data", dataDirectory, "--port", "0", .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataDirectory,
        };
}
