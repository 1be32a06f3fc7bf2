using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;
using static Tallystick.Tests.Core.Tests.Wallets.Grants;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>A customer who may have grants, and the sweeper that looks at them.</summary>
public abstract class GrantKit
{
    private protected static readonly Duration Day = Duration.FromDays(1);
    private readonly ManualTime time = new();

    private protected GrantKit()
    {
        TestClocks = new TestClocks(Fixture.Store, Fixture.Ids);
        Sweeper = new GrantSweeper(Fixture.Store, new AllocatedCredits(Fixture.Store, new CustomerDirectory(Fixture.Store), new Clocks(time, TestClocks)));
        time.Advance((Noon - time.Now).ToTimeSpan());
    }

    private protected ServiceFixture Fixture { get; } = new();

    private protected GrantSweeper Sweeper { get; }

    private protected TestClocks TestClocks { get; }

    private protected GrantService Service => ServiceOver(Fixture.Store);

    /// <summary>The service; where no units are granted nothing is asked of usage.</summary>
    private protected GrantService ServiceOver(IDocumentStore store)
    {
        var (customers, clocks) = (new CustomerDirectory(store), new Clocks(time, TestClocks));
        return new GrantService(store, Fixture.Ids, clocks, new AccountTermsReader(store, customers), new UnitGrants(store, customers, clocks, null!));
    }

    private protected async Task<GrantView> GrantAsync(GrantRequest wish) => (await Service.CreateAsync(Tenant, Ada, wish, default)).OrThrow();

    private protected async Task<GrantView> ViewAsync(GrantView made) => (await Service.GetAsync(Tenant, Ada, made.Grant.Id, default)).OrThrow();

    private protected Task<int> SweepAsync(Instant now) => Sweeper.SweepAsync(new WalletClock(now), 100, default);
}
