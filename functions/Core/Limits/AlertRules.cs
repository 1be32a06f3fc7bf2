using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>The rules that merchants set for alerts.</summary>
/// <param name="store">Where they are.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="clocks">What time it is.</param>
/// <param name="measures">Makes what they look at.</param>
public sealed class AlertRules(IDocumentStore store, IIdSource ids, Clocks clocks, MeasureRules measures) : ICustomerErased
{
    private readonly WatchedAccounts watched = new(store);

    /// <summary>
    /// Sets a rule. Refused: what <see cref="NewAlertRule.Check"/> and <see cref="MeasureRules.MakeAsync"/> refuse, <c>TOO_MANY_ALERT_RULES</c>.
    /// </summary>
    public async Task<Result<AlertRule>> AddAsync(Tenant tenant, NewAlertRule wanted, CancellationToken cancellation)
    {
        if (wanted.Check() is { } broken)
        {
            return broken;
        }

        if (!(await measures.MakeAsync(tenant, wanted.Measure, cancellation)).TryGet(out var measure, out var refused))
        {
            return refused;
        }

        var rule = new AlertRule
        {
            Id = measure.CustomerId is { } customer ? ChildIds.Next<AlertRule>(ids, customer) : ids.Next<AlertRule>(),
            Kind = wanted.Kind,
            Measure = measure,
            Threshold = wanted.Threshold,
            Spike = wanted.Factor is { } factor ? new SpikeTerms(factor, wanted.Days ?? NewAlertRule.DefaultDays) : null,
            CreatedAt = clocks.Now,
        };
        await watched.BeginAsync(tenant, measure.CustomerId, clocks.Now, cancellation);
        return await ChangeAsync(tenant, rule.Id, list => list.Add(rule).TryGet(out var changed, out var full) ? (changed, rule) : full, cancellation);
    }

    /// <summary>A rule, or the refusal <c>ALERT_RULE_NOT_FOUND</c>.</summary>
    public async Task<Result<AlertRule>> GetAsync(Tenant tenant, Id<AlertRule> id, CancellationToken cancellation) =>
        (await ReadAsync(PartitionOf(tenant, id), cancellation)).Value.Find(id) is { } found ? found : NotFound(id);

    /// <summary>Deletes a rule; answers with what it was. Refused: <c>ALERT_RULE_NOT_FOUND</c>.</summary>
    public Task<Result<AlertRule>> DeleteAsync(Tenant tenant, Id<AlertRule> id, CancellationToken cancellation) =>
        ChangeAsync(tenant, id, list => list.Find(id) is { } found ? (list.Without(id), found) : NotFound(id), cancellation);

    /// <summary>A customer's own rules, or, without a customer, those of plans and of all customers; oldest first.</summary>
    public async Task<Page<AlertRule>> PageAsync(Tenant tenant, Customer? customer, PageRequest page, CancellationToken cancellation)
    {
        var partition = customer is null ? CapList.PartitionOf(tenant) : CapList.PartitionOf(AccountId.Of(tenant, customer.Id));
        var all = (await ReadAsync(partition, cancellation)).Value.Rules;
        return new Page<AlertRule>([.. all.Skip(page.Offset).Take(page.Limit)], page, all.Count);
    }

    /// <summary>Deletes the customer's own rules.</summary>
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        var partition = CapList.PartitionOf(AccountId.Of(tenant, customer.Id));
        while (await store.ReadAsync(partition, AlertRuleList.DocumentId, cancellation) is { } standing)
        {
            await store.CommitAsync(partition, [DocumentWrite.Delete(standing.Id, standing.ETag)], cancellation);
        }
    }

    /// <summary>The rules that may concern an account: its own, then those of plans and of all customers.</summary>
    internal async Task<IReadOnlyList<AlertRule>> OfAsync(AccountId account, CancellationToken cancellation) =>
    [
        .. (await ReadAsync(CapList.PartitionOf(account), cancellation)).Value.Rules,
        .. (await ReadAsync(CapList.PartitionOf(account.Tenant), cancellation)).Value.Rules,
    ];

    private static Refusal NotFound(Id<AlertRule> id) => Refusal.NotFound("ALERT_RULE", id.ToString());

    private static string PartitionOf(Tenant tenant, Id<AlertRule> id) =>
        ChildIds.CustomerOf(id) is { } customer ? CapList.PartitionOf(AccountId.Of(tenant, customer)) : CapList.PartitionOf(tenant);

    private async Task<Versioned<AlertRuleList>> ReadAsync(string partition, CancellationToken cancellation) =>
        await store.ReadAsync<AlertRuleList>(partition, AlertRuleList.DocumentId, cancellation) ?? new(AlertRuleList.None, null);

    private async Task<Result<AlertRule>> ChangeAsync(
        Tenant tenant, Id<AlertRule> id, Func<AlertRuleList, Result<(AlertRuleList List, AlertRule Rule)>> change, CancellationToken cancellation)
    {
        var partition = PartitionOf(tenant, id);
        while (true)
        {
            var read = await ReadAsync(partition, cancellation);
            if (!change(read.Value).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            if (await store.CommitAsync(partition, [(read with { Value = changed.List }).ToWrite(AlertRuleList.DocumentId)], cancellation))
            {
                return changed.Rule;
            }
        }
    }
}
