using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>The pipeline of a <see cref="ProofWorld"/>, wired in memory.</summary>
internal sealed class ProofPipeline(Random random, ManualTime time)
{
    internal IEventLog Log { get; private set; } = new MemoryEventLog(time, 1 + random.Next(3));

    internal MemoryClaimStore Claims { get; } = new();

    internal MemoryDocumentStore Store { get; } = new();

    internal MemoryBlobStore Blobs { get; } = new();

    internal TimeOrderedIdSource Ids => new(time, random.NextBytes);

    internal CustomerDirectory Directory => new(Store);

    internal AccountTermsReader Terms => new(Store, Directory);

    internal Clocks Clocks => new(time, new TestClocks(Store, Ids));

    internal EventFates Fates => new(Log, Claims, Store);

    internal Meter Meter => new(Log, Claims, Store, Terms);

    internal WalletService Wallets => new(Store);

    internal InvoiceRegister Invoices
    {
        get
        {
            var services = new SubscriptionService(Store, new CustomerRegister(Store, new TestClocks(Store, Ids), []), Clocks, new AllocatedCredits(Store, Directory, Clocks), new UsageAhead(new AccountEvents(Log, Claims, Store), new UsageLimits()), []);
            return new InvoiceRegister(Store, Blobs, Wallets, services, Ids);
        }
    }

    internal InitialInvoices InitialInvoices => new(Store, Invoices, Directory, Clocks, new DefinedTaxes());

    internal PeriodCloser Closer =>
        new(Store, Log, Ids, Directory, Clocks, new UsageReader(Store, new AccountEvents(Log, Claims, Store), Terms), Invoices, new DefinedTaxes());

    internal RejectedReplay Replay
    {
        get
        {
            var retention = new RetentionSettings();
            return new(Log, Store, Fates, new RejectedEvents(Log, Store, Fates, Directory, retention, time), Terms, retention);
        }
    }

    /// <summary>Lets the log go on in a new one.</summary>
    internal void RenewLog() =>
        Log = new RenewedLog([.. Enumerable.Range(0, Log.Number + 1).Select(Log.Numbered), new MemoryEventLog(time, 1 + random.Next(3), Log.Number + 1)]);

    /// <summary>Grants money for a while, which a later use or closing may find expired.</summary>
    internal async Task GrantAsync(AccountId account, Random drawn)
    {
        var customer = (await Directory.ResolveAsync(account.Tenant, account.Customer!.Value.ToString(), default))!;
        var wish = new GrantRequest
        {
            Amount = drawn.Next(1, 20),
            Currency = ProofDefinitions.Usd,
            Priority = drawn.Next(99, 102),
            ExpiresAt = time.Now + Duration.FromDays(drawn.Next(1, 40)),
            IdempotencyKey = $"{drawn.NextInt64()}",
        };
        (await new GrantService(Store, new TimeOrderedIdSource(time, drawn.NextBytes), Clocks, Terms, new UnitGrants(Store, Directory, Clocks, new UsageReader(Store, new AccountEvents(Log, Claims, Store), Terms))).CreateAsync(account.Tenant, customer, wish, default)).OrThrow();
    }

    internal async Task CommitAsync(string partition, params IReadOnlyList<DocumentWrite> writes) =>
        Assert.True(await Store.CommitAsync(partition, writes, default));
}
