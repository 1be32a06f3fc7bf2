using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Tallystick.Tests.Cloud.Tests.Azurite;

/// <summary>One service of Azurite (https://github.com/Azure/Azurite) in a process of its own, in memory, on a free port.</summary>
/// <remarks>Needs Node and npm; the package is installed beside this file at the first run.</remarks>
/// <param name="service">Which: <c>blob</c> or <c>table</c>.</param>
public abstract class AzuriteService(string service) : IAsyncLifetime
{
    // The blob service says that it "successfully listens", the table service that it "successfully started".
    private const string Started = "successfully ";
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    private Process? process;

    // The account and key that every emulator has: https://learn.microsoft.com/azure/storage/common/storage-use-azurite.
    protected const string Account = "devstoreaccount1";
    protected const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Where the service is.</summary>
    protected Uri Endpoint { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Installed.Value;
        var port = FreePort();
        Endpoint = new Uri($"http://127.0.0.1:{port}/{Account}");
        process = Start(
            "node", $"node_modules/azurite/dist/src/{service}/main.js", $"--{service}Host", "127.0.0.1", $"--{service}Port", $"{port}",
            "--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(Started, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"Azurite did not start on port {port}.");
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static async Task InstallAsync()
    {
        if (!Directory.Exists(Path.Combine(Here(), "node_modules", "azurite")))
        {
            using var install = Start("npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
            var output = await install.StandardOutput.ReadToEndAsync();
            await install.WaitForExitAsync();
            Assert.True(install.ExitCode == 0, $"npm install failed: {output}");
        }
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Here(), UseShellExecute = false, RedirectStandardOutput = true })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
