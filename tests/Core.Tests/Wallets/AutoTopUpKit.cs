using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>A customer whose wallet is topped up unasked, and a provider that does as it is told.</summary>
public abstract class AutoTopUpKit
{
    private protected ManualTime Time { get; } = new();

    private protected InterleavingStore Store { get; } = new(new MemoryDocumentStore());

    private protected SequentialIds Ids { get; } = new();

    private protected ToldProvider Provider { get; } = new();

    private protected Customer Ada { get; } = Grants.Ada;

    private protected WalletService Wallets => new(Store);

    private protected PaymentService Payments => new(Store, Ids, Provider, Wallets, new AwaitedAnswers(Store, Time), []);

    private protected AutoTopUps TopUps =>
        new(Store, new Clocks(Time, new TestClocks(Store, Ids)), new AccountTermsReader(Store, new CustomerDirectory(Store)), Wallets, Payments);

    private CustomerRegister Customers => new(Store, new TestClocks(Store, Ids), []);

    private protected async Task StartAsync(decimal balance, int endpoints = 0)
    {
        (await Customers.AddAsync(Tenant, Ada, default)).OrThrow();
        (await Wallets.TopUpAsync(Account, Usd, balance, PaymentId, Noon, default)).OrThrow();
        if (endpoints > 0)
        {
            await new WebhookEndpoints(Store, Ids, new Secrets()).CreateAsync(Tenant, "https://example.com/", [], null, Noon, default);
        }
    }

    private protected async Task SetAsync(AutoTopUpSettings settings) => (await TopUps.SetAsync(Tenant, Ada, settings, default)).OrThrow();

    private protected Task SweepAsync() => new AutoTopUpSweeper(Store, Customers, TopUps).SweepAsync(Time.Now, default);

    private protected async Task FailAsync()
    {
        await SweepAsync();
        (await Payments.FailAsync(Tenant, (await TopUps.FindAsync(Account, default))!.PaymentId!.Value, Noon, default)).OrThrow();
        await SweepAsync();
    }

    private protected async Task SpendAsync(decimal amount) =>
        (await Wallets.PayInvoiceAsync(Account, Usd, $"inv_{Ids.NextSuffix()}", amount, Noon, default)).OrThrow();

    private protected async Task<decimal> AvailableAsync() => (await Wallets.GetAsync(Account, default))!.Available;

    private protected async Task<IReadOnlyList<BillingFact>> FactsAsync() =>
        await Store.ListAllAsync<BillingFact>(DocumentRange.WithPrefix($"{Tenant}/billing", "outbox:"), default);

    private sealed class Secrets : Tallystick.Core.Tenancy.ISecretSource
    {
        public void Fill(Span<byte> secret) => secret.Fill(1);
    }
}
