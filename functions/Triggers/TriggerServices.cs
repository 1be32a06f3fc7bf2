using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Tenancy;
using Tallystick.Http;
using Tallystick.Http.Hosting;
using Tallystick.Local;

namespace Tallystick.Triggers;

/// <summary>What the triggers call.</summary>
public static class TriggerServices
{
    /// <summary>Registers the pipeline on the embedded back end, its consumers included: that back end's log and queue have no triggers.</summary>
    public static IServiceCollection AddTally(this IServiceCollection services, TriggerSettings settings, LocalBackend data)
    {
        services.AddSingleton(settings.ToRetention());
        services.AddSingleton(data.Log);
        services.AddSingleton(data.Claims);
        services.AddSingleton(data.Documents);
        services.AddSingleton(data.Commands);
        services.AddSingleton(data.Blobs);
        services.AddSingleton(new OperatorKey(settings.OperatorKey));
        services.AddTallyApi();
        services.AddSingleton<ApiPipeline>();
        return services.AddTallyWorkers();
    }
}
