using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>The rules of one customer, or those of a merchant's plans and of all its customers: one document each, where the <see cref="CapList">caps</see> are.</summary>
/// <param name="Rules">The rules, oldest first; at most <see cref="Max"/>.</param>
internal sealed record AlertRuleList(IReadOnlyList<AlertRule> Rules)
{
    /// <summary>How many rules one document has.</summary>
    internal const int Max = 50;

    /// <summary>How many of them a customer sets: there is always room for the merchant's.</summary>
    internal const int MaxOfCustomer = 10;

    /// <summary>The id of the document.</summary>
    internal const string DocumentId = "alert-rules";

    /// <summary>No rules.</summary>
    internal static AlertRuleList None { get; } = new([]);

    /// <summary>With one more. Refused: <c>TOO_MANY_ALERT_RULES</c>.</summary>
    internal Result<AlertRuleList> Add(AlertRule rule) =>
        Rules.Count >= Max ? Refusal.Conflict("TOO_MANY_ALERT_RULES", $"There are {Max} rules of a customer, or of a merchant's plans, already.")
        : rule.SetBy == LimitOwner.Customer && Rules.Count(other => other.SetBy == LimitOwner.Customer) >= MaxOfCustomer
            ? Refusal.Conflict("TOO_MANY_ALERT_RULES", $"A customer sets at most {MaxOfCustomer} alerts.")
        : new AlertRuleList([.. Rules, rule]);

    /// <summary>One by id; null where there is none.</summary>
    internal AlertRule? Find(Id<AlertRule> id) => Rules.FirstOrDefault(rule => rule.Id == id);

    /// <summary>Without one.</summary>
    internal AlertRuleList Without(Id<AlertRule> id) => new([.. Rules.Where(rule => rule.Id != id)]);
}
