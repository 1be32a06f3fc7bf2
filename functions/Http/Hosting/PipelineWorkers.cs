using Microsoft.Extensions.DependencyInjection;

namespace Tallystick.Http.Hosting;

/// <summary>The workers behind the API, for hosts that have no triggers for log and commands.</summary>
public static class PipelineWorkers
{
    /// <summary>Registers the consumers of the log and of the commands; they start and stop with the host.</summary>
    public static IServiceCollection AddTallyWorkers(this IServiceCollection services) =>
        services.AddHostedService<MeterWorker>().AddHostedService<ClosingWorker>().AddHostedService<WebhookWorker>();
}
