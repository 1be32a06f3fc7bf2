using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Customers;
using Tallystick.Core.Features;

namespace Tallystick.Http.Features;

/// <summary>Registers what features need.</summary>
internal static class FeatureServices
{
    internal static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton<FeatureCatalog>();
        services.AddSingleton<QuotaReader>();
        services.AddSingleton<EntitlementBalances>();
        services.AddSingleton<Core.Features.Entitlements>();
        services.AddSingleton<EntitlementGrants>();
        services.AddSingleton<ICustomerErased>(provider => provider.GetRequiredService<Core.Features.Entitlements>());
        return services;
    }
}
