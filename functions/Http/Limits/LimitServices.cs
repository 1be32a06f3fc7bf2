using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Limits;

/// <summary>Registers what caps and alerts need.</summary>
internal static class LimitServices
{
    internal static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<MeasureRules>();
        services.AddSingleton<MeasureReader>();
        services.AddSingleton<CapGuard>();
        services.AddSingleton<IHoldGuard>(provider => provider.GetRequiredService<CapGuard>());
        services.AddSingleton<Caps>();
        services.AddSingleton<ICustomerErased>(provider => provider.GetRequiredService<Caps>());
        services.AddSingleton<AlertRules>();
        services.AddSingleton<ICustomerErased>(provider => provider.GetRequiredService<AlertRules>());
        services.AddSingleton<AlertBook>();
        services.AddSingleton<AlertLooks>();
        services.AddSingleton<AlertSweeper>();
        services.AddSingleton<UsageWatch>();
        return services;
    }
}
