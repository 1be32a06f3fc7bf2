using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Places holds, shows them, and gives back what is left of them.</summary>
/// <param name="store">Where the documents are.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="guard">What must allow a hold beside the balance; null for nothing.</param>
public sealed class HoldService(IDocumentStore store, IIdSource ids, IHoldGuard? guard = null)
{
    private const int ExpiredAtOnce = 100;

    private readonly WalletDocuments documents = new(store);

    /// <summary>
    /// Sets money aside. Where the balance falls short, holds of the account that are past their expiry are released first. Refused with
    /// <c>INSUFFICIENT_FUNDS</c>, <c>CURRENCY_MISMATCH</c>, what the guard refuses, or the fields that break rules.
    /// </summary>
    /// <exception cref="ArgumentException">The account is of no known customer.</exception>
    public async Task<Result<Hold>> PlaceHoldAsync(
        AccountId account, HoldRequest request, WalletClock clock, CancellationToken cancellation)
    {
        var customer = account.Customer ?? throw new ArgumentException("Only a known customer can have holds.", nameof(account));
        return request.ToHold(HoldIds.Next(customer, ids), clock.Now).TryGet(out var hold, out var refused)
            ? await Optimistic.RunAsync(() => TryPlaceAsync(account, request.Currency, hold, clock, cancellation))
            : refused;
    }

    /// <summary>A hold, or the refusal <c>HOLD_NOT_FOUND</c>.</summary>
    public async Task<Result<Hold>> GetHoldAsync(AccountId account, Id<Hold> id, CancellationToken cancellation) =>
        await store.ReadAsync<Hold>(account.ToString(), WalletDocumentIds.Hold(id), cancellation) is { } hold ? hold.Value : NotFound(id);

    /// <summary>The account's open holds, by expiry.</summary>
    public async Task<IReadOnlyList<Hold>> ListActiveHoldsAsync(AccountId account, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var live = await store.ListAllAsync<LiveHold>(WalletDocumentIds.AllLive(partition), cancellation);
        var holds = await Task.WhenAll(live.Select(entry =>
            store.ReadAsync<Hold>(partition, WalletDocumentIds.Hold(entry.Hold), cancellation).AsTask()));
        return [.. holds.OfType<Versioned<Hold>>().Select(hold => hold.Value).Where(hold => hold.Status == HoldStatus.Open)];
    }

    /// <summary>
    /// Gives the rest of a hold back because the merchant voids it; one that was released or has expired is returned as it is. One that is
    /// used
    /// up is refused with <c>HOLD_CONSUMED</c>.
    /// </summary>
    public Task<Result<Hold>> ReleaseHoldAsync(AccountId account, Id<Hold> id, Instant now, CancellationToken cancellation) =>
        ResolveAsync(account, id, (wallet, hold) => WalletDecisions.Release(wallet, hold, now), now, cancellation);

    /// <summary>
    /// Gives the rest of a hold back because its time ran out; one that is resolved already is returned as it is. One that still lives is
    /// refused with <c>HOLD_NOT_EXPIRED</c>.
    /// </summary>
    public async Task<Result<Hold>> ExpireAsync(AccountId account, Id<Hold> id, Instant now, CancellationToken cancellation)
    {
        var result = await ResolveAsync(account, id, (wallet, hold) => WalletDecisions.Expire(wallet, hold, now), now, cancellation);
        return !result.TryGet(out _, out var refused) && refused.Code == "HOLD_CONSUMED"
            ? await GetHoldAsync(account, id, cancellation)
            : result;
    }

    private static Refusal NotFound(Id<Hold> id) => Refusal.NotFound("HOLD", id.ToString());

    private async Task<Result<Hold>?> TryPlaceAsync(
        AccountId account, Currency currency, Hold hold, WalletClock clock, CancellationToken cancellation)
    {
        var snapshot = await documents.LoadAsync(account, [], currency, clock.Now, cancellation);
        var wallet = snapshot.Wallet.Value;
        var barred = guard is null ? null : await guard.CheckAsync(account, wallet, hold, clock.Now, cancellation);
        if (!(barred ?? WalletDecisions.Place(wallet, currency, hold, clock.Now)).TryGet(out var change, out var refused))
        {
            return refused.Kind == RefusalKind.PaymentRequired && await ExpireSomeAsync(account, clock.Now, cancellation) > 0
                ? default(Result<Hold>?)
                : refused;
        }

        await store.CommitAsync(clock.DuePartition, [DueHold.Entry(account, hold)], cancellation);
        var live = DocumentWrite.Create(WalletDocumentIds.Live(hold), new LiveHold(hold.Id).ToBody());
        return await store.CommitAsync(account.ToString(), [.. snapshot.WritesTo(change), live], cancellation)
            ? hold
            : default(Result<Hold>?);
    }

    /// <summary>
    /// Releases holds that are past their expiry; says how many entries were cleared, so that the caller knows whether to look again.
    /// </summary>
    private async Task<int> ExpireSomeAsync(AccountId account, Instant now, CancellationToken cancellation)
    {
        var range = WalletDocumentIds.LiveUntil(account.ToString(), now);
        var past = await store.ListAsync(range, descending: false, 0, ExpiredAtOnce, cancellation);
        foreach (var entry in past)
        {
            await ExpireAsync(account, entry.As<LiveHold>(range.Partition).Hold, now, cancellation);
        }

        return past.Count;
    }

    private async Task<Result<Hold>> ResolveAsync(
        AccountId account, Id<Hold> id, Func<Wallet, Hold, Result<WalletChange>> decide, Instant now, CancellationToken cancellation)
    {
        var resolved = await Optimistic.RunAsync(() => TryResolveAsync(account, id, decide, now, cancellation));

        // What went back to a lot that is over goes now. Cut off before, it goes when the sweeper looks at the hold, or with the next decision.
        await documents.LoadAsync(account, [], default, now, cancellation);
        return resolved;
    }

    private async Task<Result<Hold>?> TryResolveAsync(
        AccountId account, Id<Hold> id, Func<Wallet, Hold, Result<WalletChange>> decide, Instant now, CancellationToken cancellation)
    {
        var snapshot = await documents.LoadAsync(account, [id], default, now, cancellation);
        if (!snapshot.Holds.TryGetValue(id, out var before))
        {
            return NotFound(id);
        }

        var live = await store.ReadAsync(account.ToString(), WalletDocumentIds.Live(before.Value), cancellation);
        IReadOnlyList<DocumentWrite> unlist = live is null ? [] : [DocumentWrite.Delete(live.Id, live.ETag)];
        if (decide(snapshot.Wallet.Value, before.Value).TryGet(out var change, out var refused))
        {
            return await store.CommitAsync(account.ToString(), [.. snapshot.WritesTo(change), .. unlist], cancellation)
                ? change.Hold!
                : default(Result<Hold>?);
        }

        if (before.Value.Status == HoldStatus.Open)
        {
            return refused;
        }

        // Usage may have used it up, which leaves it listed.
        if (unlist.Count > 0 && !await store.CommitAsync(account.ToString(), unlist, cancellation))
        {
            return null;
        }

        return before.Value.Status == HoldStatus.Consumed ? refused : before.Value;
    }
}
