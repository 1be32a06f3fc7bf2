using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Asks customers for a payment where the available money falls below a threshold: one payment each time, whatever is cut off or done twice.</summary>
/// <param name="store">Where the documents are.</param>
/// <param name="clocks">What time it is for a customer.</param>
/// <param name="definitions">Tells the currency that a customer without a wallet is billed in.</param>
/// <param name="wallets">Tells what is available.</param>
/// <param name="payments">Asks for the payments.</param>
public sealed class AutoTopUps(
    IDocumentStore store, Clocks clocks, IAccountTermsReader definitions, WalletService wallets, PaymentService payments)
{
    /// <summary>How long a provider's message is waited for before the provider is asked again, in case it was lost.</summary>
    private static readonly Duration Patience = Duration.FromMinutes(15);

    private readonly PaymentFacts facts = new(store);

    /// <summary>A customer's automatic top-up; null where there never was one.</summary>
    public async Task<AutoTopUp?> FindAsync(AccountId account, CancellationToken cancellation) => (await ReadAsync(account, cancellation))?.Value;

    /// <summary>
    /// Sets when to ask. Refused: the fields that break rules, and <c>CURRENCY_UNKNOWN</c> where the customer has neither a wallet nor a subscription.
    /// </summary>
    public async Task<Result<AutoTopUp>> SetAsync(Tenant tenant, Customer customer, AutoTopUpSettings settings, CancellationToken cancellation)
    {
        var account = AccountId.Of(tenant, customer.Id);
        if (((await wallets.GetAsync(account, cancellation))?.Currency ?? (await definitions.TermsAsync(account, cancellation)).Currency) is not { } currency)
        {
            return Refusal.Conflict("CURRENCY_UNKNOWN", "The customer has neither a wallet nor a subscription, which would tell the currency.");
        }

        if (settings.Check(currency) is { } refused)
        {
            return refused;
        }

        await store.CommitAsync(WatchedAutoTopUp.Partition, [new WatchedAutoTopUp(account, clocks.Now).ToWrite()], cancellation);
        return await Optimistic.RunAsync<AutoTopUp>(async () =>
        {
            var read = await ReadAsync(account, cancellation);
            var set = read?.Value.With(settings) ?? new AutoTopUp { Settings = settings, Currency = currency };
            return await WriteAsync(account, new Versioned<AutoTopUp>(set, read?.ETag), cancellation) ? set : default(Result<AutoTopUp>?);
        });
    }

    /// <summary>Does what is to be done for one customer, step by step until nothing is: each is noted before the next.</summary>
    /// <returns>False where the customer has no automatic top-up to watch.</returns>
    /// <exception cref="StoreUnavailableException">A store or the provider cannot answer now: the next look goes on from here.</exception>
    internal async Task<bool> LookAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        var account = AccountId.Of(tenant, customer.Id);
        while (await ReadAsync(account, cancellation) is { } read)
        {
            var now = await clocks.NowForAsync(tenant, customer, cancellation);
            var next = await StepAsync(tenant, customer, read.Value, now, cancellation);
            if (next == read.Value)
            {
                return next.State == AutoTopUpState.Asking || next.Settings.Enabled;
            }

            await WriteAsync(account, read with { Value = next }, cancellation);
        }

        return false;
    }

    private async Task<AutoTopUp> StepAsync(Tenant tenant, Customer customer, AutoTopUp current, Instant now, CancellationToken cancellation)
    {
        if (current.State == AutoTopUpState.Asking)
        {
            return await FollowAsync(tenant, customer, current, now, cancellation);
        }

        var wallet = await wallets.GetAsync(AccountId.Of(tenant, customer.Id), cancellation);
        var available = wallet is null ? 0 : WalletTime.At(wallet, now).Available;
        var month = AutoTopUp.MonthOf(now, TimeZones.Find(customer.TimeZone));
        if (current.State == AutoTopUpState.Failed)
        {
            return available < current.Settings.Threshold ? current : current with { State = AutoTopUpState.Ready };
        }

        return current.IsDue(available, month) && customer.ErasedAt is null ? current.Ask(month) : current;
    }

    /// <summary>Asks for the payment that was noted, or sees what became of it.</summary>
    private async Task<AutoTopUp> FollowAsync(Tenant tenant, Customer customer, AutoTopUp current, Instant now, CancellationToken cancellation)
    {
        if (current.PaymentId is not { } id)
        {
            var created = await payments.CreateAsync(tenant, customer.Id, current.AskedAmount, current.Currency, current.Key, now, cancellation);
            return created.TryGet(out var asked, out var refused) ? current with { PaymentId = asked.Id, FollowedAt = clocks.Now } : current.Fail(refused.Code);
        }

        var isDue = current.FollowedAt is null || current.FollowedAt + Patience <= clocks.Now;
        var payment = (isDue ? await payments.FollowAsync(tenant, id, now, cancellation) : await payments.GetAsync(tenant, id, cancellation)).OrThrow();
        if (payment.Status == PaymentStatus.Pending)
        {
            await facts.TellAsync(tenant, FactTypes.TopUpRequested, payment, now, cancellation);
            return isDue ? current with { FollowedAt = clocks.Now } : current;
        }

        var isPaid = payment.Status == PaymentStatus.Succeeded;
        await facts.TellAsync(tenant, isPaid ? FactTypes.TopUpSucceeded : FactTypes.TopUpFailed, payment, now, cancellation);
        return isPaid ? current.Succeed() : current.Fail("PAYMENT_FAILED");
    }

    private ValueTask<Versioned<AutoTopUp>?> ReadAsync(AccountId account, CancellationToken cancellation) =>
        store.ReadAsync<AutoTopUp>(account.ToString(), WalletDocumentIds.AutoTopUp, cancellation);

    private ValueTask<bool> WriteAsync(AccountId account, Versioned<AutoTopUp> changed, CancellationToken cancellation) =>
        store.CommitAsync(account.ToString(), [changed.ToWrite(WalletDocumentIds.AutoTopUp)], cancellation);
}
