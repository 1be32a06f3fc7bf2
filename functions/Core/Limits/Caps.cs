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
            CreatedAt = clocks.Now,
            UpdatedAt = clocks.Now,
        };
        await watched.BeginAsync(tenant, measure.CustomerId, clocks.Now, cancellation);
        return await ChangeListAsync(tenant, cap.Id, list => list.Add(cap).TryGet(out var changed, out var full) ? (changed, cap) : full, cancellation);
    }

    /// <summary>A cap, or the refusal <c>CAP_NOT_FOUND</c>.</summary>
    public async Task<Result<Cap>> GetAsync(Tenant tenant, Id<Cap> id, CancellationToken cancellation) =>
        (await ReadAsync(PartitionOf(tenant, id), cancellation)).Value.Find(id) is { } found ? found : NotFound(id);

    /// <summary>Changes the amount, or the thresholds. Refused: <c>CAP_NOT_FOUND</c>, <c>OUT_OF_RANGE</c>, <c>TOO_MANY</c>.</summary>
    public async Task<Result<Cap>> ChangeAsync(Tenant tenant, Id<Cap> id, CapChange change, CancellationToken cancellation)
    {
        if (Cap.Check(change.Amount ?? 0, change.AlertAt ?? []) is { } broken)
        {
            return broken;
        }

        await watched.BeginAsync(tenant, ChildIds.CustomerOf(id), clocks.Now, cancellation);
        return await ChangeListAsync(tenant, id, list => list.Find(id) is { } found ? With(list, Changed(found, change)) : NotFound(id), cancellation);
    }

    /// <summary>Lifts a cap; answers with what it was. Refused: <c>CAP_NOT_FOUND</c>.</summary>
    public Task<Result<Cap>> DeleteAsync(Tenant tenant, Id<Cap> id, CancellationToken cancellation) =>
        ChangeListAsync(tenant, id, list => list.Find(id) is { } found ? (list.Without(id), found) : NotFound(id), cancellation);

    /// <summary>The caps that are of no one customer, oldest first: those of one plan, or all.</summary>
    public async Task<Page<Cap>> PageAsync(Tenant tenant, string? planId, PageRequest page, CancellationToken cancellation)
    {
        var all = (await ReadAsync(CapList.PartitionOf(tenant), cancellation)).Value.Caps;
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
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        var partition = CapList.PartitionOf(AccountId.Of(tenant, customer.Id));
        while (await store.ReadAsync(partition, CapList.DocumentId, cancellation) is { } standing)
        {
            await store.CommitAsync(partition, [DocumentWrite.Delete(standing.Id, standing.ETag)], cancellation);
        }
    }

    private static Result<(CapList, Cap)> With(CapList list, Cap changed) => (list.With(changed), changed);

    private Cap Changed(Cap found, CapChange change) => found with
    {
        Amount = change.Amount ?? found.Amount,
        AlertAt = change.AlertAt is { } alertAt ? Sorted(alertAt) : found.AlertAt,
        UpdatedAt = clocks.Now,
    };

    private static Refusal NotFound(Id<Cap> id) => Refusal.NotFound("CAP", id.ToString());

    private static ValueList<int> Sorted(IReadOnlyList<int> alertAt) => new(alertAt.Distinct().Order());

    private static string PartitionOf(Tenant tenant, Id<Cap> id) =>
        ChildIds.CustomerOf(id) is { } customer ? CapList.PartitionOf(AccountId.Of(tenant, customer)) : CapList.PartitionOf(tenant);

    private async Task<Versioned<CapList>> ReadAsync(string partition, CancellationToken cancellation) =>
        await store.ReadAsync<CapList>(partition, CapList.DocumentId, cancellation) ?? new(CapList.None, null);

    private async Task<Result<Cap>> ChangeListAsync(
        Tenant tenant, Id<Cap> id, Func<CapList, Result<(CapList List, Cap Cap)>> change, CancellationToken cancellation)
    {
        var partition = PartitionOf(tenant, id);
        while (true)
        {
            var read = await ReadAsync(partition, cancellation);
            if (!change(read.Value).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            if (await store.CommitAsync(partition, [(read with { Value = changed.List }).ToWrite(CapList.DocumentId)], cancellation))
            {
                return changed.Cap;
            }
        }
    }
}
