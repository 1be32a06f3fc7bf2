using Tallystick.DevHost.Commands;
using Tallystick.DevHost.Hosting;

namespace Tallystick.DevHost.Client;

/// <summary>A server to talk to: one that runs, or one that this process starts for as long as the connection is open.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private readonly TallyHost? own;

    private ServerConnection(TallyHost? host, Uri url, string operatorKey)
    {
        own = host;
        OperatorKey = operatorKey;
        Operator = new TallyClient(url, operatorKey, () => own?.Failure is { } failure ? TallyCommand.StoppedBy(failure) : null);
    }

    /// <summary>The operator's key.</summary>
    internal string OperatorKey { get; }

    /// <summary>Calls as the operator.</summary>
    internal TallyClient Operator { get; }

    /// <summary>Where the server answers.</summary>
    internal Uri BaseUrl => Operator.BaseUrl;

    /// <summary>Connects to the server of a directory, and starts one on a free port where none runs.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="url">A server to use instead; null to look in the directory.</param>
    /// <param name="key">The operator's key; null to take the directory's.</param>
    /// <param name="time">The clock of a server that is started.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="CommandFailedException">There is no key.</exception>
    internal static async Task<ServerConnection> OpenAsync(
        string directory, Uri? url, string? key, TimeProvider time, CancellationToken cancellation)
    {
        url ??= await FindAsync(directory, cancellation);
        if (url is not null)
        {
            return new ServerConnection(null, url, key ?? OperatorKeyFile.Read(directory) ?? throw new CommandFailedException(
                $"The operator's key is needed: give --key, or set {HostSettings.OperatorKeyVariable}."));
        }

        var host = await TallyHost.StartAsync(new HostSettings { DataDirectory = directory, OperatorKey = key }, time, cancellation);
        return new ServerConnection(host, host.BaseUrl, host.OperatorKey.Key);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Operator.Dispose();
        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }

    /// <summary>The server of the directory, if it answers: another process may have got the number of one that was killed.</summary>
    private static async Task<Uri?> FindAsync(string directory, CancellationToken cancellation)
    {
        if (ServerFile.Find(directory)?.Url is not { } url)
        {
            return null;
        }

        try
        {
            using var http = new HttpClient { BaseAddress = url };
            using var live = await http.GetAsync("health/live", cancellation);
            return live.IsSuccessStatusCode ? url : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
