using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Customers;
using Tallystick.Core.Disputes;
using Tallystick.Core.Features;
using Tallystick.Core.Limits;
using Tallystick.Core.Usage;
using Tallystick.Http.Hosting;

namespace Tallystick.Http.Usage;

/// <summary>Registers what usage needs.</summary>
internal static class UsageServices
{
    internal static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.TryAddSingleton(new UsageLimits());
        services.TryAddSingleton(new RetentionSettings());
        services.AddSingleton<IAccountTermsReader, AccountTermsReader>();
        services.AddSingleton<UsageIngest>();
        services.AddSingleton<ICountedUsage>(provider =>
            new CountedUsages(provider.GetRequiredService<UsageWatch>(), provider.GetRequiredService<EntitlementBalances>()));
        services.AddSingleton<Meter>();
        services.AddSingleton<MeterProgress>();
        services.AddSingleton<MeterLag>();
        services.AddSingleton<Metering>();
        services.AddSingleton<UnreadableRecords>();
        services.AddSingleton<MeterCatchUp>();
        services.AddSingleton<AccountEvents>();
        services.AddSingleton<UsageAhead>();
        services.AddSingleton<UsageReader>();
        services.AddSingleton<UsageList>();
        services.AddSingleton<MeterQueries>();
        services.AddSingleton<EventFates>();
        services.AddSingleton<FateCounts>();
        services.AddSingleton<RejectedEvents>();
        services.AddSingleton<RejectedReplay>();
        services.AddSingleton<UsageCorrections>();
        services.AddSingleton<DisputeRegister>();
        services.AddSingleton<ICustomerAdded>(provider => provider.GetRequiredService<RejectedEvents>());
        services.AddSingleton<EventIngest>();
        services.AddSingleton<SubscriptionFinder>();
        services.AddSingleton<FateView>();
        return services;
    }
}
