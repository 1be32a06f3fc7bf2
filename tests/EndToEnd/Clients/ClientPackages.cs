using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Clients;

/// <summary>The clients' packages, installed once for all tests beside the scripts that use them.</summary>
internal static class ClientPackages
{
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    public static string Directory { get; } = Path.Combine(Repository.Root, "tests", "EndToEnd", "Clients");

    /// <summary>Returns once the packages are there.</summary>
    public static Task DemandAsync() => Installed.Value;

    private static async Task InstallAsync()
    {
        // What is installed belongs to this list of packages, and was installed to the end.
        var wanted = await File.ReadAllTextAsync(Path.Combine(Directory, "package.json"));
        var stamp = Path.Combine(Directory, "node_modules", ".installed.json");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
        {
            return;
        }

        await ChildProcess.RunAsync(
            Directory, new Dictionary<string, string>(), "npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        await File.WriteAllTextAsync(stamp, wanted);
    }
}
