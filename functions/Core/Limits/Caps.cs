using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Limits;

/// <summary>The caps that merchants set. What is made, changed or deleted is in force for the next reservation.</summary>
/// <param name="store">Where they are.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="clocks">What time it is.</param>
/// <param name="rules">Makes what they measure.</param>
/// <param name="guard">Tells how customers stand to them.</param>
public sealed class Caps(IDocumentStore store, IIdSource ids, Clocks clocks, MeasureRules rules, CapGuard guard) : ICustomerErased
{
    private readonly WatchedAccounts watched = new(store);
    private readonly LimitLists<CapList> lists = new(store, CapList.DocumentId, CapList.None);

    /// <summary>Sets a cap. Refused: what <see cref="MeasureRules.MakeAsync"/> refuses, <c>OUT_OF_RANGE</c>, <c>TOO_MANY</c>, <c>TOO_MANY_CAPS</c>.</summary>
    public async Task<Result<Cap>> AddAsync(Tenant tenant, NewCap wanted, CancellationToken cancellation)
    {
        if (Cap.Check(wanted.Amount, wanted.AlertAt) is { } broken)
        {
            return broken;
        }

        if (!(await rules.MakeAsync(tenant, wanted.Measure, cancellation)).TryGet(out var measure, out var refused))
        {
            return refused;
        }

        var cap = new Cap
        {
            Id = measure.CustomerId is { } customer ? ChildIds.Next<Cap>(ids, customer) : ids.Next<Cap>(),
            Measure = measure,
            Amount = wanted.Amount,
            AlertAt = Sorted(wanted.AlertAt),
            SetBy = wanted.SetBy,
            CreatedAt = clocks.Now,
            UpdatedAt = clocks.Now,
        };
        await watched.BeginAsync(tenant, measure.CustomerId, clocks.Now, cancellation);
        return await lists.ChangeAsync(tenant, cap.Id, list => list.Add(cap).TryGet(out var changed, out var full) ? (changed, cap) : full, cancellation);
    }

    /// <summary>A cap, or the refusal <c>CAP_NOT_FOUND</c>.</summary>
    public async Task<Result<Cap>> GetAsync(Tenant tenant, Id<Cap> id, CancellationToken cancellation) =>
        (await lists.OfAsync(tenant, id, cancellation)).Find(id) is { } found ? found : NotFound(id);

    /// <summary>Changes the amount, or the thresholds. Refused: <c>CAP_NOT_FOUND</c>, <c>OUT_OF_RANGE</c>, <c>TOO_MANY</c>.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">What changes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="by">The customer who changes it, and has set it; null for the merchant, who may change all.</param>
    public async Task<Result<Cap>> ChangeAsync(Tenant tenant, Id<Cap> id, CapChange change, CancellationToken cancellation, Id<Customer>? by = null)
    {
        if (Cap.Check(change.Amount ?? 0, change.AlertAt ?? []) is { } broken)
        {
            return broken;
        }

        await watched.BeginAsync(tenant, ChildIds.CustomerOf(id), clocks.Now, cancellation);
        return await lists.ChangeAsync(tenant, id, list => Find(list, id, by) is { } found ? With(list, Changed(found, change)) : NotFound(id), cancellation);
    }

    /// <summary>Lifts a cap; answers with what it was. Refused: <c>CAP_NOT_FOUND</c>.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="by">The customer who lifts it, and has set it; null for the merchant, who may lift all.</param>
    public Task<Result<Cap>> DeleteAsync(Tenant tenant, Id<Cap> id, CancellationToken cancellation, Id<Customer>? by = null) =>
        lists.ChangeAsync(tenant, id, list => Find(list, id, by) is { } found ? (list.Without(id), found) : NotFound(id), cancellation);

    /// <summary>The caps that are of no one customer, oldest first: those of one plan, or all.</summary>
    public async Task<Page<Cap>> PageAsync(Tenant tenant, string? planId, PageRequest page, CancellationToken cancellation)
    {
        var all = (await lists.OfAsync(tenant, cancellation)).Caps;
        List<Cap> found = [.. all.Where(cap => planId is null || cap.Measure.PlanId?.ToString() == planId)];
        return new Page<Cap>([.. found.Skip(page.Offset).Take(page.Limit)], page, found.Count);
    }

    /// <summary>The caps that concern a customer now, with what is left of each: its own, then those of its plans and of all customers.</summary>
    public async Task<Page<CapStanding>> PageAsync(Tenant tenant, Customer customer, PageRequest page, CancellationToken cancellation)
    {
        var account = AccountId.Of(tenant, customer.Id);
        var now = await clocks.NowForAsync(tenant, customer, cancellation);

        // Before the usage: see IHoldGuard.
        var wallet = (await store.ReadAsync<Wallet>(account.ToString(), WalletDocumentIds.Wallet, cancellation))?.Value;
        var found = await guard.StandingsAsync(account, wallet, now, cancellation);
        return new Page<CapStanding>([.. found.Skip(page.Offset).Take(page.Limit)], page, found.Count);
    }

    /// <summary>Lifts the customer's own caps.</summary>
    public Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation) =>
        lists.DeleteAsync(AccountId.Of(tenant, customer.Id), cancellation);

    private static Result<(CapList, Cap)> With(CapList list, Cap changed) => (list.With(changed), changed);

    private Cap Changed(Cap found, CapChange change) => found with
    {
        Amount = change.Amount ?? found.Amount,
        AlertAt = change.AlertAt is { } alertAt ? Sorted(alertAt) : found.AlertAt,
        UpdatedAt = clocks.Now,
    };

    private static Cap? Find(CapList list, Id<Cap> id, Id<Customer>? by) =>
        list.Find(id) is { } found && (by is null || (found.SetBy == LimitOwner.Customer && found.Measure.CustomerId == by)) ? found : null;

    private static Refusal NotFound(Id<Cap> id) => Refusal.NotFound("CAP", id.ToString());

    private static ValueList<int> Sorted(IReadOnlyList<int> alertAt) => new(alertAt.Distinct().Order());
}
