using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tallystick.Local;
using Tallystick.Triggers;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>The app as the worker runs it: a server whose routing knows the functions alone, and calls them.</summary>
internal sealed class TriggerHost : IAsyncDisposable
{
    public const string OperatorKey = "op_for-these-tests-only";

    private readonly WebApplication app;
    private readonly LocalBackend data;
    private readonly DirectoryInfo directory;

    private TriggerHost(WebApplication app, LocalBackend data, DirectoryInfo directory)
    {
        this.app = app;
        this.data = data;
        this.directory = directory;
    }

    public IServiceProvider Services => app.Services;

    /// <summary>The function that answered last.</summary>
    public string? Called { get; private set; }

    public static async Task<TriggerHost> StartAsync()
    {
        var temporary = Directory.CreateTempSubdirectory("tallystick-");
        var settings = new TriggerSettings { Backend = "Local", DataDirectory = temporary.FullName, OperatorKey = OperatorKey };
        var backend = LocalBackend.Open(settings.DataDirectory, new LocalOptions(), TimeProvider.System);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddTally(settings, backend);
        var host = new TriggerHost(builder.Build(), backend, temporary);
        host.app.UseRouting();
        host.MapFunctions();
        await host.app.StartAsync();
        return host;
    }

    public HttpClient Client(string? key = null)
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return client;
    }

    public T Create<T>() => ActivatorUtilities.CreateInstance<T>(Services);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await data.DisposeAsync();
        directory.Delete(recursive: true);
    }

    private void MapFunctions()
    {
        foreach (var (method, trigger) in Functions.Http)
        {
            async Task CallAsync(HttpContext context)
            {
                Called = Functions.NameOf(method);
                var function = ActivatorUtilities.CreateInstance(context.RequestServices, method.DeclaringType!);
                var result = await (Task<IActionResult>)method.Invoke(function, [context.Request])!;
                await result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new()));
            }

            RequestDelegate call = CallAsync;
            _ = trigger.Methods is null ? app.Map("/" + trigger.Route, call) : app.MapMethods("/" + trigger.Route, trigger.Methods, call);
        }
    }
}
