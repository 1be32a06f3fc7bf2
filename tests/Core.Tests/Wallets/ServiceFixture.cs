using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>The services over one store.</summary>
internal sealed class ServiceFixture
{
    public static readonly WalletClock Clock = new(Noon);

    public ServiceFixture()
    {
        Store = new InterleavingStore(Inner);
        Wallets = new WalletService(Store);
        Holds = new HoldService(Store, Ids);
        Sweeper = new HoldSweeper(Store, Holds);
    }

    /// <summary>The store behind <see cref="Store"/>, for what a test does in between.</summary>
    public IDocumentStore Inner { get; } = new MemoryDocumentStore();

    public InterleavingStore Store { get; }

    public SequentialIds Ids { get; } = new();

    public WalletService Wallets { get; }

    public HoldService Holds { get; }

    public HoldSweeper Sweeper { get; }

    public ManualTime Time { get; } = new();

    public AwaitedAnswers Awaited => new(Store, Time);

    public PaymentService Payments(IPaymentProvider provider, params IPaymentResolved[] listeners) => new(Store, Ids, provider, Wallets, Awaited, listeners);

    public static async Task<ServiceFixture> WithBalanceAsync(decimal amount)
    {
        var fixture = new ServiceFixture();
        (await fixture.Wallets.TopUpAsync(Account, Usd, amount, PaymentId, Noon, default)).OrThrow();
        return fixture;
    }

    public async Task<Hold> PlaceAsync(decimal amount, int maxUses = 1) =>
        (await Holds.PlaceHoldAsync(Account, Request(amount, maxUses), Clock, default)).OrThrow();

    /// <summary>The wallet, having compared it with the journal.</summary>
    public async Task<Wallet> AuditedWalletAsync()
    {
        var wallet = (await Wallets.GetAsync(Account, default))!;
        var journal = await Store.ListAllAsync<JournalEntry>(DocumentRange.WithPrefix(Account.ToString(), "jrn:"), default);
        var folded = journal.Aggregate(Wallet.Empty(wallet.Currency), (before, entry) => before.Apply(entry));
        Assert.Equal(wallet, folded.WithFactsOf(wallet));
        return wallet;
    }

    /// <summary>
    /// Charges usage the way a consumer of the log does: load, fold, commit, and again from the start where another writer was first.
    /// </summary>
    public async Task<IReadOnlyList<ChargeOutcome>> ChargeAsync(params UsageCharge[] charges)
    {
        var documents = new WalletDocuments(Store);
        while (true)
        {
            var snapshot = await documents.LoadForUsageAsync(Account, charges.Select(charge => charge.Hold).OfType<Id<Hold>>(), Usd, Noon, default);
            var folded = WalletFold.Apply(snapshot.State, charges, Noon);
            var writes = snapshot.WritesTo(folded.State, folded.Entries);
            if (writes.Count == 0 || await Store.CommitAsync(Account.ToString(), writes, default))
            {
                return folded.Outcomes;
            }
        }
    }
}
