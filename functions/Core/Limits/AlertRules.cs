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
    private readonly LimitLists<AlertRuleList> lists = new(store, AlertRuleList.DocumentId, AlertRuleList.None);

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
            SetBy = wanted.SetBy,
            Spike = wanted.Factor is { } factor ? new SpikeTerms(factor, wanted.Days ?? NewAlertRule.DefaultDays) : null,
            CreatedAt = clocks.Now,
        };
        await watched.BeginAsync(tenant, measure.CustomerId, clocks.Now, cancellation);
        return await lists.ChangeAsync(tenant, rule.Id, list => list.Add(rule).TryGet(out var changed, out var full) ? (changed, rule) : full, cancellation);
    }

    /// <summary>A rule, or the refusal <c>ALERT_RULE_NOT_FOUND</c>.</summary>
    public async Task<Result<AlertRule>> GetAsync(Tenant tenant, Id<AlertRule> id, CancellationToken cancellation) =>
        (await lists.OfAsync(tenant, id, cancellation)).Find(id) is { } found ? found : NotFound(id);

    /// <summary>Deletes a rule; answers with what it was. Refused: <c>ALERT_RULE_NOT_FOUND</c>.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="by">The customer who deletes it, and has set it; null for the merchant, who may delete all.</param>
    public Task<Result<AlertRule>> DeleteAsync(Tenant tenant, Id<AlertRule> id, CancellationToken cancellation, Id<Customer>? by = null) =>
        lists.ChangeAsync(tenant, id, list => Find(list, id, by) is { } found ? (list.Without(id), found) : NotFound(id), cancellation);

    /// <summary>A customer's own rules, or, without a customer, those of plans and of all customers; oldest first.</summary>
    public async Task<Page<AlertRule>> PageAsync(Tenant tenant, Customer? customer, PageRequest page, CancellationToken cancellation)
    {
        var list = customer is null
            ? await lists.OfAsync(tenant, cancellation)
            : await lists.OfAsync(AccountId.Of(tenant, customer.Id), cancellation);
        var all = list.Rules;
        return new Page<AlertRule>([.. all.Skip(page.Offset).Take(page.Limit)], page, all.Count);
    }

    /// <summary>Deletes the customer's own rules.</summary>
    public Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation) =>
        lists.DeleteAsync(AccountId.Of(tenant, customer.Id), cancellation);

    /// <summary>The rules that may concern an account: its own, then those of plans and of all customers.</summary>
    internal async Task<IReadOnlyList<AlertRule>> OfAsync(AccountId account, CancellationToken cancellation) =>
    [
        .. (await lists.OfAsync(account, cancellation)).Rules,
        .. (await lists.OfAsync(account.Tenant, cancellation)).Rules,
    ];

    private static AlertRule? Find(AlertRuleList list, Id<AlertRule> id, Id<Customer>? by) =>
        list.Find(id) is { } found && (by is null || (found.SetBy == LimitOwner.Customer && found.Measure.CustomerId == by)) ? found : null;

    private static Refusal NotFound(Id<AlertRule> id) => Refusal.NotFound("ALERT_RULE", id.ToString());
}
