using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Tallystick.Core.Tenancy;
using Tallystick.Http;
using Tallystick.Local;

namespace Tallystick.DevHost.Hosting;

/// <summary>The whole pipeline in one process: HTTP, consumers, timers, on the embedded back end.</summary>
public sealed class TallyHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly LocalBackend backend;

    private TallyHost(WebApplication web, LocalBackend data, OperatorKeyFile operatorKey)
    {
        app = web;
        backend = data;
        OperatorKey = operatorKey;
    }

    /// <summary>Where the process answers, for example <c>http://127.0.0.1:4711</c>.</summary>
    public Uri BaseUrl => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>The operator's key.</summary>
    public OperatorKeyFile OperatorKey { get; }

    /// <summary>The services, for tests.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Opens the data directory and starts everything.</summary>
    /// <exception cref="IOException">The directory is in use by another process, or the port is.</exception>
    public static async Task<TallyHost> StartAsync(HostSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var data = LocalBackend.Open(settings.DataDirectory, new LocalOptions(), time);
        try
        {
            var operatorKey = OperatorKeyFile.Open(settings.DataDirectory, settings.OperatorKey);
            var web = Build(settings, data, operatorKey, time);
            await web.StartAsync(cancellation);
            return new TallyHost(web, data, operatorKey);
        }
        catch
        {
            await data.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the process is told to stop.</summary>
    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    /// <summary>Takes no more requests, finishes what is under way, and closes the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await backend.DisposeAsync();
    }

    private static WebApplication Build(HostSettings settings, LocalBackend data, OperatorKeyFile operatorKey, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls($"http://127.0.0.1:{settings.Port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(data.Log);
        builder.Services.AddSingleton(data.Claims);
        builder.Services.AddSingleton(data.Documents);
        builder.Services.AddSingleton(data.Commands);
        builder.Services.AddSingleton(data.Blobs);
        builder.Services.AddSingleton(new OperatorKey(operatorKey.Key));
        builder.Services.AddTallyApi();
        builder.Services.AddHostedService<MeterWorker>();
        var web = builder.Build();
        web.UseTallyApi();
        web.MapTallyApi();
        return web;
    }
}
