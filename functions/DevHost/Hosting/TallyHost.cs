using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging.Console;
using Tallystick.Core.Notifications;
using Tallystick.Core.Tenancy;
using Tallystick.Http;
using Tallystick.Http.Binding;
using Tallystick.Http.Hosting;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Http.Webhooks;
using Tallystick.Local;

namespace Tallystick.DevHost.Hosting;

/// <summary>The whole pipeline in one process: HTTP, consumers, timers, on the embedded back end.</summary>
public sealed class TallyHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly LocalBackend backend;
    private readonly string directory;

    private TallyHost(WebApplication web, LocalBackend data, string dataDirectory, OperatorKeyFile operatorKey)
    {
        app = web;
        backend = data;
        directory = dataDirectory;
        OperatorKey = operatorKey;
    }

    /// <summary>Where the process answers, for example <c>http://127.0.0.1:4711</c>.</summary>
    public Uri BaseUrl => AddressOf(app.Services);

    /// <summary>The operator's key.</summary>
    public OperatorKeyFile OperatorKey { get; }

    /// <summary>The services, for tests.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>What ended a worker that should not end; null where all is well.</summary>
    public Exception? Failure => FailureOf(app);

    /// <summary>Opens the data directory and starts everything.</summary>
    /// <exception cref="IOException">The directory is in use by another process, or the port is.</exception>
    /// <exception cref="InvalidDataException">The directory is something else, or damaged.</exception>
    /// <exception cref="Local.Files.DamagedFileException">Something that was durable cannot be read.</exception>
    public static async Task<TallyHost> StartAsync(HostSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var data = DataDirectory.Open(settings.DataDirectory, time, settings.Local);
        WebApplication? web = null;
        try
        {
            var operatorKey = OperatorKeyFile.Open(settings.DataDirectory, settings.OperatorKey);
            web = Build(settings, data, operatorKey, time);
            await StartAsync(web, cancellation);
            var host = new TallyHost(web, data, settings.DataDirectory, operatorKey);
            ServerFile.Write(settings.DataDirectory, host.BaseUrl);
            return host;
        }
        catch
        {
            if (web is not null)
            {
                // Workers may have started before what failed.
                await web.StopAsync(CancellationToken.None);
                await web.DisposeAsync();
            }

            await data.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the process is told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation = default) => app.WaitForShutdownAsync(cancellation);

    /// <summary>Takes no more requests, finishes what is under way, and closes the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        ServerFile.Delete(directory);
        await backend.DisposeAsync();
    }

    private static async Task StartAsync(WebApplication web, CancellationToken cancellation)
    {
        try
        {
            await web.StartAsync(cancellation);
        }
        catch (OperationCanceledException) when (FailureOf(web) is { } failure)
        {
            // A worker ended while the rest was still starting.
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static Exception? FailureOf(WebApplication web) => web.Services.GetServices<IHostedService>().OfType<BackgroundService>()
        .Select(worker => worker.ExecuteTask?.Exception?.InnerException).FirstOrDefault(exception => exception is not null);

    private static Uri AddressOf(IServiceProvider services) =>
        new(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static WebApplication Build(HostSettings settings, LocalBackend data, OperatorKeyFile operatorKey, TimeProvider time)
    {
        // Settings come from the command line alone, not from files that happen to lie where the process was started.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}").ConfigureKestrel(kestrel =>
        {
            // Above the API's own limit, so that its answer is the one that clients see.
            kestrel.Limits.MaxRequestBodySize = 2 * RequestBody.MaxBytes;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.AddServerHeader = false;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // A start that fails is told by its exception, and so is a worker that ends: see Failure. The host would log it a second time.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Retention);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(data.Log);
        builder.Services.AddSingleton(data.Claims);
        builder.Services.AddSingleton(data.Documents);
        builder.Services.AddSingleton(data.Commands);
        builder.Services.AddSingleton(data.Blobs);
        builder.Services.AddSingleton(data.Mailer);
        builder.Services.AddSingleton(provider => new HostAddress(() => settings.PublicUrl ?? AddressOf(provider)));
        builder.Services.AddSingleton(new OperatorKey(operatorKey.Key));
        builder.Services.AddSingleton(new WebhookSettings(settings.AllowLocalWebhooks)
        {
            LoopbackHint = settings.AllowLocalWebhooks ? null : "For receivers on this machine, in development, start with --local-webhooks.",
        });
        if (settings.Stripe is { } stripe)
        {
            builder.Services.AddStripe(stripe);
        }

        builder.Services.AddTallyApi();
        builder.Services.AddTallyWorkers();
        builder.Services.AddHostedService<ClosingTimer>();
        builder.Services.AddHostedService<HoldTimer>();
        builder.Services.AddHostedService<GrantTimer>();
        builder.Services.AddHostedService<AutoTopUpTimer>();
        builder.Services.AddHostedService<AlertTimer>();
        builder.Services.AddHostedService<DunningTimer>();
        builder.Services.AddHostedService<WebhookTimer>();
        builder.Services.AddHostedService<BookTimer>();
        builder.Services.AddHostedService<RetentionTimer>();
        builder.Services.AddHostedService<LagTimer>();
        var web = builder.Build();
        web.UseTallyApi();
        web.MapTallyApi();
        return web;
    }
}
