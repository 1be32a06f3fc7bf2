using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Grants;

/// <summary>Money, or units of a metric, to be granted to a customer.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="CustomerId">Who gets it: the customer's id or external id. Required.</param>
/// <param name="Amount">How much it brings each time, more than 0. Required.</param>
/// <param name="Currency">The currency, which must be the customer's. Required for money, left out for units.</param>
/// <param name="BillableMetricId">The metric whose units are granted: one that is summed or counted, and that the customer has at no instant price. Left out for money.</param>
/// <param name="IdempotencyKey">Unique within the customer, at most 255 characters: sent again, it leads to the same grant. Required.</param>
/// <param name="Kind"><c>promotional</c> or <c>paid</c>; promotional unless given. It decides nothing.</param>
/// <param name="Name">What it is called, at most 255 characters.</param>
/// <param name="Priority">0 to 255, the lowest is used first; 100 unless given, which is that of payments.</param>
/// <param name="EffectiveAt">When it comes, or comes first; now unless given.</param>
/// <param name="ExpiresAt">When what is left of it expires; never unless given. Not for a grant that recurs.</param>
/// <param name="Recurrence">How it comes again; once unless given.</param>
/// <param name="Metadata">Notes: at most 50 names of 40 with values of 500 characters.</param>
internal sealed record GrantBody(
    string? MerchantId,
    string? CustomerId,
    decimal? Amount,
    string? Currency,
    string? BillableMetricId,
    string? IdempotencyKey,
    string? Kind,
    string? Name,
    int? Priority,
    Instant? EffectiveAt,
    Instant? ExpiresAt,
    RecurrenceBody? Recurrence,
    IReadOnlyDictionary<string, string?>? Metadata) : INamesMerchant
{
    public GrantRequest ToRequest(Check check)
    {
        check.That(BillableMetricId is null || Currency is null, "billableMetricId", "A grant is in money or in units of a metric: leave one of both out.", "CONTRADICTORY");
        check.That(Priority is null or (>= 0 and <= BurnOrder.MaxPriority), "priority", $"0 to {BurnOrder.MaxPriority} are expected.", "OUT_OF_RANGE");
        return new GrantRequest
        {
            Name = check.OptionalText("name", Name, 255),
            Kind = check.OneOf("kind", Kind, GrantKind.Promotional, ("promotional", GrantKind.Promotional), ("paid", GrantKind.Paid)),
            Amount = check.Amount("amount", Amount),
            Currency = BillableMetricId is null ? check.Currency("currency", Currency) : default,
            MetricId = check.OptionalId<Metric>("billableMetricId", BillableMetricId),
            Priority = Priority ?? BurnOrder.BalancePriority,
            EffectiveAt = EffectiveAt,
            ExpiresAt = ExpiresAt,
            Interval = Recurrence?.IntervalFor(check.Within("recurrence")),
            RolloverMinimum = Recurrence?.RolloverMinimum ?? 0,
            RolloverMaximum = Recurrence?.RolloverMaximum ?? 0,
            EndsAt = Recurrence?.EndsAt,
            Metadata = check.Metadata("metadata", Metadata),
            IdempotencyKey = check.Text("idempotencyKey", IdempotencyKey, 255),
        };
    }
}
