namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>The host as a child process.</summary>
internal sealed class TallyProcess : IAsyncDisposable
{
    private TallyProcess(ChildProcess child, string operatorKey)
    {
        Child = child;
        OperatorKey = operatorKey;
    }

    internal ChildProcess Child { get; }

    internal string OperatorKey { get; }

    /// <summary>Starts on a data directory and waits until the host answers requests.</summary>
    internal static async Task<TallyProcess> StartAsync(string directory)
    {
        var child = await ChildProcess.StartAsync("host", directory);
        return new TallyProcess(child, await child.ReadLineAsync());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Child.DisposeAsync();
}
