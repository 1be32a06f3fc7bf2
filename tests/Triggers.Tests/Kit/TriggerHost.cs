using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tallystick.Core.Usage;
using Tallystick.Triggers;
using Tallystick.Triggers.Settings;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>The app as the worker runs it: a server whose routing knows the functions alone, and calls them.</summary>
internal sealed class TriggerHost : IAsyncDisposable
{
    public const string OperatorKey = "op_for-these-tests-only";

    private readonly WebApplication app;
    private readonly TriggerBackend backend;
    private readonly DirectoryInfo? directory;

    private TriggerHost(WebApplication app, TriggerBackend backend, DirectoryInfo? directory)
    {
        this.app = app;
        this.backend = backend;
        this.directory = directory;
    }

    public IServiceProvider Services => app.Services;

    /// <summary>The function that answered last.</summary>
    public string? Called { get; private set; }

    /// <summary>The app on the embedded back end.</summary>
    public static async Task<TriggerHost> StartAsync()
    {
        var temporary = Directory.CreateTempSubdirectory("tallystick-");
        var settings = new LocalSettings(temporary.FullName, OperatorKey, new RetentionSettings());
        return await StartAsync(settings, await TriggerBackend.OpenAsync(settings, TimeProvider.System, default), temporary, TimeProvider.System);
    }

    /// <summary>The app on ports whose log and queues have triggers, which the test fires.</summary>
    public static Task<TriggerHost> StartAsync(MemoryBackend memory)
    {
        var settings = new LocalSettings("", OperatorKey, new RetentionSettings());
        return StartAsync(settings, TriggerBackend.Of(memory.Ports, TestRecords.Read, new Nothing()), temporary: null, memory.Time);
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
        await backend.DisposeAsync();
        directory?.Delete(recursive: true);
    }

    private static async Task<TriggerHost> StartAsync(
        TriggerSettings settings, TriggerBackend backend, DirectoryInfo? temporary, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        builder.Services.AddTally(settings, backend);
        var host = new TriggerHost(builder.Build(), backend, temporary);
        host.app.UseRouting();
        host.MapFunctions();
        await host.app.StartAsync();
        return host;
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

    internal sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;
    }
}
