namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>One process that tests share, each with a merchant of its own.</summary>
public sealed class HostFixture : IAsyncLifetime, IDisposable
{
    private readonly DataDirectory data = new();

    internal TallyProcess Process { get; private set; } = null!;

    public async Task InitializeAsync() => Process = await TallyProcess.StartAsync(data.Path);

    public async Task DisposeAsync() => await Process.DisposeAsync();

    public void Dispose() => data.Dispose();
}
