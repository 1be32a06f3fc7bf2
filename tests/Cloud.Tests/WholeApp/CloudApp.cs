using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tallystick.Cloud;
using Tallystick.Core.Notifications;
using Tallystick.Core.Usage;
using Tallystick.Http.Hosting;
using Tallystick.Triggers;
using Tallystick.Triggers.Settings;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>An instance of the Functions app on the services of Azure, put together as its Program does.</summary>
internal sealed class CloudApp : IAsyncDisposable
{
    public const string OperatorKey = "op_for-these-tests-only";

    private readonly WebApplication app;
    private readonly TriggerBackend backend;

    private CloudApp(WebApplication app, TriggerBackend backend)
    {
        this.app = app;
        this.backend = backend;
    }

    public IServiceProvider Services => app.Services;

    public static async Task<CloudApp> StartAsync(CloudServices services)
    {
        var cloud = TriggerBackend.Of(await CloudBackend.OpenAsync(services.NewClients(), services.Clock, default));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(services.Clock);
        builder.Services.AddSingleton<IWebhookSender>(services.Receiver);
        builder.Services.AddTally(Settings(), cloud);
        var built = builder.Build();
        built.Run(built.Services.GetRequiredService<ApiPipeline>().HandleAsync);
        await built.StartAsync();
        return new CloudApp(built, cloud);
    }

    /// <summary>Calls with a key.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return client;
    }

    /// <summary>A function, as the worker makes it for a call.</summary>
    public T Function<T>() => ActivatorUtilities.CreateInstance<T>(Services);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await backend.DisposeAsync();
    }

    private static AzureSettings Settings()
    {
        var nowhere = ServiceAccess.At("https://tally.example/");
        var cloud = new CloudOptions { EventHub = "usage-0", EventHubs = nowhere, ServiceBus = nowhere, Cosmos = nowhere, Tables = nowhere, Blobs = nowhere };
        return new AzureSettings(cloud, OperatorKey, new RetentionSettings());
    }
}
