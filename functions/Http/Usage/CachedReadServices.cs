using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Usage;

/// <summary>Registers readers that go on with what they read a while ago; see <see cref="CachedReads"/>.</summary>
public static class CachedReadServices
{
    private static readonly CatalogSettings SeveralProcesses = new(Duration.FromSeconds(60));

    /// <summary>
    /// For a back end that several processes share and whose reads are paid for; after the API's services. Definitions come into force after a minute, so that
    /// every process knows them by then.
    /// </summary>
    public static IServiceCollection AddTallyCachedReads(this IServiceCollection services) => services
        .AddSingleton(SeveralProcesses)
        .AddSingleton(provider => CachedReads.ForMetering(provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new UsageIngest(
            provider.GetRequiredService<IEventLog>(),
            CachedReads.ForIngest(provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<Clocks>(),
            provider.GetRequiredService<HoldService>(),
            provider.GetRequiredService<UsageLimits>()));
}
