using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Notifications;
using Tallystick.Core.Tenancy;
using Tallystick.Http;
using Tallystick.Http.Hosting;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Triggers.Settings;

namespace Tallystick.Triggers;

/// <summary>What the triggers call.</summary>
public static class TriggerServices
{
    /// <summary>Registers the pipeline on a back end.</summary>
    public static IServiceCollection AddTally(this IServiceCollection services, TriggerSettings settings, TriggerBackend backend)
    {
        services.AddSingleton(settings.Retention);
        services.AddSingleton(settings.Telemetry);
        services.AddSingleton(new OperatorKey(settings.OperatorKey));
        services.AddSingleton(new HostAddress(() => settings.PublicUrl));
        if (settings.Stripe is { } stripe)
        {
            services.AddStripe(stripe);
        }

        services.AddTallyApi();
        services.AddSingleton<ApiPipeline>();
        backend.AddTo(services);
        return services;
    }
}
