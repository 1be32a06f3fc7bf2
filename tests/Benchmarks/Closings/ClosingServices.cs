using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Notifications;
using Tallystick.Http;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Benchmarks.Closings;

/// <summary>The hosts' services over a data directory, by a clock that moves when it is told to.</summary>
internal sealed class ClosingServices : IAsyncDisposable
{
    private readonly LocalBackend backend;
    private readonly ServiceProvider provider;

    private ClosingServices(LocalBackend backend, ManualTime time)
    {
        (this.backend, Time) = (backend, time);
        provider = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(backend.Log)
            .AddSingleton(backend.Claims)
            .AddSingleton(backend.Documents)
            .AddSingleton(backend.Commands)
            .AddSingleton(backend.Blobs)
            .AddSingleton(new HostAddress(() => new Uri("http://localhost/")))
            .AddTallyApi()
            .BuildServiceProvider();
    }

    internal ManualTime Time { get; }

    internal static ClosingServices Open(string directory)
    {
        var time = new ManualTime();
        return new ClosingServices(LocalBackend.Open(directory, new LocalOptions(), time), time);
    }

    internal T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await backend.DisposeAsync();
    }
}
