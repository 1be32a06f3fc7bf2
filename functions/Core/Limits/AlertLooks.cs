using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Limits;

/// <summary>Looks at one account for thresholds that it has crossed, and raises their alerts. Cut off or done twice it raises each once.</summary>
/// <param name="store">Where wallets are, and how balances stood before.</param>
/// <param name="clocks">What time it is for a customer.</param>
/// <param name="rules">The rules.</param>
/// <param name="guard">Tells how customers stand to caps.</param>
/// <param name="reader">Tells what is used.</param>
public sealed class AlertLooks(IDocumentStore store, Clocks clocks, AlertRules rules, CapGuard guard, MeasureReader reader)
{
    private readonly CustomerDirectory customers = new(store);
    private readonly AlertBook book = new(store);

    /// <summary>Looks at an account.</summary>
    /// <returns>True where it is to be looked at again whether it uses something or not: because its balance is watched, or is low.</returns>
    /// <exception cref="StoreUnavailableException">A store cannot answer now: look again.</exception>
    internal async Task<bool> LookAsync(AccountId account, CancellationToken cancellation)
    {
        if (await customers.ResolveAsync(account.Tenant, account.Subject, cancellation) is not { ErasedAt: null } customer)
        {
            return false;
        }

        var now = await clocks.NowForAsync(account.Tenant, customer, cancellation);
        var wallet = (await store.ReadAsync<Wallet>(account.ToString(), WalletDocumentIds.Wallet, cancellation))?.Value;
        foreach (var standing in await guard.StandingsAsync(account, wallet, now, cancellation))
        {
            foreach (var alert in Crossings.OfCap(standing, customer.Id, now))
            {
                await book.RaiseAsync(account.Tenant, alert, cancellation);
            }
        }

        var measured = (await reader.OpenAsync(account, now, cancellation))!;
        var isWatched = false;
        foreach (var rule in (await rules.OfAsync(account, cancellation)).Where(rule => measured.IsConcerned(rule.Measure)))
        {
            if (rule.Kind == AlertKind.WalletLowBalance)
            {
                isWatched |= await LookAtBalanceAsync(measured, rule, wallet, cancellation) || rule.Measure.CustomerId is not null;
            }
            else if (await CrossingAsync(measured, rule, cancellation) is { } alert)
            {
                await book.RaiseAsync(account.Tenant, alert, cancellation);
            }
        }

        return isWatched;
    }

    private async Task<Alert?> CrossingAsync(MeasuredAccount measured, AlertRule rule, CancellationToken cancellation)
    {
        if (rule.Spike is { } spike)
        {
            var days = measured.DaysUpToNow(spike.Days);
            var used = await reader.ReadEachAsync(measured, rule.Measure.MetricId!.Value, days, cancellation);
            return Crossings.OfSpike(rule, measured.Customer.Id, days[^1], used, measured.Now);
        }

        var window = measured.WindowOf(rule.Measure);
        return Crossings.OfThreshold(rule, measured.Customer.Id, window, await reader.ReadAsync(measured, rule.Measure, window, cancellation), measured.Now);
    }

    /// <summary>Notes a fall before it is told, and tells it before the next can be noted.</summary>
    /// <returns>True while the balance is low.</returns>
    private async Task<bool> LookAtBalanceAsync(MeasuredAccount measured, AlertRule rule, Wallet? wallet, CancellationToken cancellation)
    {
        if (wallet is null || wallet.Currency != rule.Measure.Currency)
        {
            return false;
        }

        var (partition, id) = (measured.Account.ToString(), BalanceWatch.IdOf(rule));
        var read = await store.ReadAsync<BalanceWatch>(partition, id, cancellation) ?? new Versioned<BalanceWatch>(BalanceWatch.Nothing, null);
        if (read.Value.Fallen > 0)
        {
            await book.RaiseAsync(measured.Account.Tenant, Crossings.OfBalance(rule, measured.Customer.Id, read.Value), cancellation);
        }

        var seen = read.Value.See(WalletTime.At(wallet, measured.Now).Available, rule.Threshold, measured.Now);
        if (seen == read.Value)
        {
            return seen.IsBelow;
        }

        if (!await store.CommitAsync(partition, [(read with { Value = seen }).ToWrite(id)], cancellation))
        {
            return true;
        }

        if (seen.IsBelow)
        {
            await book.RaiseAsync(measured.Account.Tenant, Crossings.OfBalance(rule, measured.Customer.Id, seen), cancellation);
        }

        return seen.IsBelow;
    }
}
