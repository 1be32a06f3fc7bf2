using Microsoft.Extensions.DependencyInjection;

namespace Tallystick.Http.Hosting;

/// <summary>What runs behind the API.</summary>
public static class PipelineWorkers
{
    /// <summary>Registers the consumers of the log and of the commands, for hosts that have no triggers for them; they start and stop with the host.</summary>
    public static IServiceCollection AddTallyWorkers(this IServiceCollection services) =>
        services.AddHostedService<MeterWorker>().AddHostedService<ClosingWorker>().AddHostedService<WebhookWorker>();

    /// <summary>Has connections opened before the first request, for hosts whose back end is across a network.</summary>
    public static IServiceCollection AddTallyWarmUp(this IServiceCollection services) => services.AddHostedService<WarmUp>();
}
