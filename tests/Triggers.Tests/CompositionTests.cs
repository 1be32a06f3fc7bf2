using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Tests.Triggers.Tests.Kit;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class CompositionTests
{
    [Fact]
    public async Task Only_a_back_end_without_triggers_has_workers_for_its_log_and_commands()
    {
        await using var onTriggers = await TriggerHost.StartAsync(new MemoryBackend());
        await using var embedded = await TriggerHost.StartAsync();

        Assert.Equal(["WarmUp"], Workers(onTriggers));
        Assert.Equal(["ClosingWorker", "MeterWorker", "WebhookWorker"], Workers(embedded));
    }

    [Fact]
    public async Task Definitions_come_into_force_at_once_only_where_one_process_knows_them()
    {
        await using var onTriggers = await TriggerHost.StartAsync(new MemoryBackend());
        await using var embedded = await TriggerHost.StartAsync();

        Assert.Equal(Duration.FromSeconds(60), onTriggers.Services.GetRequiredService<CatalogSettings>().CacheTime);
        Assert.Equal(Duration.Zero, embedded.Services.GetRequiredService<CatalogSettings>().CacheTime);
    }

    private static IEnumerable<string> Workers(TriggerHost host) =>
        host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.GetType().Name).Order();
}
