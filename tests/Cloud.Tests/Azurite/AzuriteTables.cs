using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace Tallystick.Tests.Cloud.Tests.Azurite;

/// <summary>The table service of Azurite (https://github.com/Azure/Azurite) in a process of its own, in memory, on a free port.</summary>
/// <remarks>Needs Node and npm; the package is installed beside this file at the first run.</remarks>
public sealed class AzuriteTables : IAsyncLifetime
{
    private const string Started = "successfully started";

    // The account and key that every emulator has: https://learn.microsoft.com/azure/storage/common/storage-use-azurite.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private Process? process;
    private Uri? endpoint;
    private int tables;

    /// <summary>A table of its own, empty.</summary>
    public TableClient NewTable(TableClientOptions? options = null)
    {
        var name = $"claims{Interlocked.Increment(ref tables)}";
        Client(name, null).CreateIfNotExistsAsync().GetAwaiter().GetResult();
        return Client(name, options);
    }

    /// <summary>A table that another client made.</summary>
    public TableClient Client(string name, TableClientOptions? options) =>
        new(endpoint!, name, new TableSharedKeyCredential(Account, Key), options);

    public async Task InitializeAsync()
    {
        var directory = Path.GetDirectoryName(ThisFile())!;
        if (!Directory.Exists(Path.Combine(directory, "node_modules", "azurite")))
        {
            using var install = Start("npm", directory, "install", "--no-audit", "--no-fund", "--no-package-lock");
            var output = await install.StandardOutput.ReadToEndAsync();
            await install.WaitForExitAsync();
            Assert.True(install.ExitCode == 0, $"npm install failed: {output}");
        }

        var port = FreePort();
        endpoint = new Uri($"http://127.0.0.1:{port}/{Account}");
        process = Start(
            "node", directory, "node_modules/azurite/dist/src/table/main.js", "--tableHost", "127.0.0.1", "--tablePort", $"{port}",
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

    private static Process Start(string program, string directory, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, UseShellExecute = false, RedirectStandardOutput = true })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
