using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tallystick.Core.Blobs;
using Tallystick.Core.Commands;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>The whole API in memory, with one merchant and its keys.</summary>
internal sealed class TestApi : IAsyncDisposable
{
    public const string OperatorKeyText = "op_a-key-for-tests-only";

    private readonly WebApplication app;

    private TestApi(WebApplication app, FaultyDocumentStore store, TestTime time)
    {
        this.app = app;
        Store = store;
        Time = time;
    }

    public FaultyDocumentStore Store { get; }

    public TestTime Time { get; }

    public IServiceProvider Services => app.Services;

    public NewMerchant Merchant { get; private set; } = null!;

    /// <summary>Calls with the merchant's live admin key.</summary>
    public HttpClient Live { get; private set; } = null!;

    /// <summary>Calls with the merchant's test admin key.</summary>
    public HttpClient Test { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    public HttpClient Operator { get; private set; } = null!;

    public static async Task<TestApi> StartAsync(Action<IEndpointRouteBuilder>? map = null, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var store = new FaultyDocumentStore();
        var time = new TestTime();
        builder.Services.AddSingleton<IDocumentStore>(store);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IEventLog>(new MemoryEventLog(time));
        builder.Services.AddSingleton<IClaimStore>(new MemoryClaimStore());
        builder.Services.AddSingleton<IBlobStore>(new MemoryBlobStore());
        builder.Services.AddSingleton<ICommandQueue>(new MemoryCommandQueue(time, Duration.FromMinutes(1)));
        builder.Services.AddSingleton(new OperatorKey(OperatorKeyText));
        builder.Services.AddSingleton(new HostAddress(() => new Uri("https://tally.example/")));
        services?.Invoke(builder.Services);
        builder.Services.AddTallyApi();
        var built = builder.Build();
        built.UseTallyApi();
        built.MapTallyApi();
        map?.Invoke(built);
        await built.StartAsync();
        var api = new TestApi(built, store, time);
        await api.PrepareAsync();
        return api;
    }

    /// <summary>Calls with a key.</summary>
    public HttpClient With(string? key)
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A key of the merchant's with these scopes.</summary>
    public async Task<HttpClient> WithScopesAsync(params Scope[] scopes)
    {
        var keys = Services.GetRequiredService<ApiKeys>();
        var issued = await keys.IssueAsync(new Tenant(Merchant.Merchant.Id, Mode.Live), "scoped", scopes, Time.GetInstant(), default);
        return With(issued.OrThrow().Text.Reveal());
    }

    /// <summary>Another merchant.</summary>
    public ValueTask<NewMerchant> NewMerchantAsync(string name) =>
        Services.GetRequiredService<Merchants>().CreateAsync(name, Time.GetInstant(), default);

    /// <summary>Meters all that the log has and that is not metered yet.</summary>
    public async Task MeterAllAsync()
    {
        var log = Services.GetRequiredService<IEventLog>();
        var (meter, progress) = (Services.GetRequiredService<Meter>(), Services.GetRequiredService<MeterProgress>());
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            long next;
            while ((next = await progress.ReadAsync(log.Number, partition, default) + 1) <= await log.LastSequenceAsync(partition, default))
            {
                var slice = await log.ReadAsync(partition, next, int.MaxValue, only: null, default);
                await meter.ConsumeAsync(partition, slice.Records, default);
            }
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task PrepareAsync()
    {
        Merchant = await NewMerchantAsync("Ada's APIs");
        Live = With(Merchant.Live.Text.Reveal());
        Test = With(Merchant.Test.Text.Reveal());
        Anonymous = With(null);
        Operator = With(OperatorKeyText);
    }
}
