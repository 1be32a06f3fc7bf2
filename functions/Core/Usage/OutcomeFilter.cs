using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Which outcomes are wanted; null members want all.</summary>
public sealed record OutcomeFilter
{
    /// <summary>That the log took in this period.</summary>
    public Period? EnqueuedIn { get; init; }

    /// <summary>Rejected for this reason.</summary>
    public string? Code { get; init; }

    /// <summary>Under one of these subjects; see <see cref="SubjectsOf"/>.</summary>
    public IReadOnlyList<string>? Subjects { get; init; }

    /// <summary>Rejected events that name this metric, or are of the type that it measures.</summary>
    public Metric? Metric { get; init; }

    /// <summary>True where the time is all that is asked for.</summary>
    internal bool IsRangeAlone => Code is null && Subjects is null && Metric is null;

    /// <summary>The subjects under which the events of a customer stand in the log: its id, and the external id that it was not known by at first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="named">The id or external id that was asked for.</param>
    /// <param name="customer">The customer of it; null where there is none.</param>
    public static IReadOnlyList<string> SubjectsOf(Tenant tenant, string named, Customer? customer)
    {
        var externalId = customer is null ? named : customer.ExternalId;
        return
        [
            .. customer is null ? [] : new[] { customer.Id.ToString() },
            .. externalId is null ? [] : new[] { AccountId.External(tenant, externalId).Subject },
        ];
    }

    /// <summary>True for an outcome that is wanted, its time apart.</summary>
    internal bool Allows(Outcome outcome) =>
        (Code is null || outcome.Rejection?.Code == Code)
        && (Subjects is null || Subjects.Contains(outcome.Subject))
        && (Metric is null || outcome.Metrics?.Contains(Metric.Id.ToString()) == true || (Metric.EventType is { } type && outcome.Type == type));
}
