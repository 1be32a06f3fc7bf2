using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Cloud;
using Tallystick.Http.Telemetry;

namespace Tallystick.Triggers;

/// <summary>Sends the app's own metrics and spans to Application Insights, where Azure names one. Requests, failures and logs go by the host, which samples them.</summary>
public static class TelemetryExport
{
    // Set by Azure, as the host reads it; not a setting of ours.
    private const string Destination = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    // The events that are followed are few already. The spans of batches and commands are as many as there is work.
    private const double TracesPerSecond = 5;

    /// <summary>Registers the exporter; nothing where there is no destination.</summary>
    public static IServiceCollection AddTallyTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Destination] is { Length: > 0 } destination)
        {
            services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddMeter(PipelineMetrics.MeterName, CloudMeter.Name))
                .WithTracing(traces => traces.AddSource(PipelineTraces.SourceName))
                .UseAzureMonitorExporter(options =>
                {
                    options.ConnectionString = destination;
                    options.Credential = new DefaultAzureCredential();
                    options.TracesPerSecond = TracesPerSecond;
                });
        }

        return services;
    }
}
