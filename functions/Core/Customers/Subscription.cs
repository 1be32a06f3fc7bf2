using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Customers;

/// <summary>That a customer uses a product under a plan, from one time to another.</summary>
public sealed record Subscription : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "sub";

    /// <summary>The subscription's id; see <see cref="ChildIds"/>.</summary>
    public required Id<Subscription> Id { get; init; }

    /// <summary>The customer.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The plan that it began with.</summary>
    public required Id<Plan> PlanId { get; init; }

    /// <summary>The version of the plan that it began with.</summary>
    public required Id<PlanVersion> PlanVersionId { get; init; }

    /// <summary>The plan's currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The metrics that it priced at its beginning: of a customer's subscriptions at one time, each metric has one.</summary>
    public required IReadOnlyList<Id<Metric>> MetricIds { get; init; }

    /// <summary>True where the version that it began with gives credits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllocatesCredits { get; init; }

    /// <summary>The first instant of its first period.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>What becomes of the fees of a first period that is shorter than a whole one.</summary>
    public Proration StartProration { get; init; }

    /// <summary>True where it began with a trial, up to the first of its <see cref="Changes"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BeganOnTrial { get; init; }

    /// <summary>What it goes on with, in the order of their making, those that were called off among them: each begins after those before it that were not.</summary>
    public IReadOnlyList<SubscriptionPhase> Changes { get; init; } = [];

    /// <summary>When it is to end, as agreed at its start; null for open.</summary>
    public Instant? EndingAt { get; init; }

    /// <summary>When it was terminated to end; null for one that was not.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>What becomes of the fees of the period that <see cref="EndedAt"/> parts.</summary>
    public Proration EndProration { get; init; }

    /// <summary>True where the customer has ended it, who may take that back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCancelledByCustomer { get; init; }

    /// <summary>Why it was terminated.</summary>
    public string? TerminationReason { get; init; }

    /// <summary>When its first invoice was paid, or it began without one; null while it waits.</summary>
    public Instant? ActivatedAt { get; init; }

    /// <summary>
    /// The start of the first period that is billed, where others were over, with their grace time, before the subscription became active: of those only what
    /// was paid in advance is. Null where all are billed.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? BilledFrom { get; init; }

    /// <summary>From when on <see cref="ActivatedAt"/> is in force, by the real clock: what the log took before is not charged to the wallet.</summary>
    public Instant? ActivationRecordedAt { get; init; }

    /// <summary>From when on <see cref="EndedAt"/> is in force, by the real clock: what the log took before is judged without it.</summary>
    public Instant? EndRecordedAt { get; init; }

    /// <summary>The invoice of what is paid in advance of the first period; null where there is none.</summary>
    public Id<Invoice>? InitialInvoiceId { get; init; }

    /// <summary>Whether invoices are paid from the wallet unasked.</summary>
    public bool AutoCharge { get; init; } = true;

    /// <summary>Days from an invoice's issue to its due date.</summary>
    public required int PaymentTermDays { get; init; }

    /// <summary>When it was made, by the customer's clock.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it ends, or never.</summary>
    public Instant End => EndedAt ?? EndingAt ?? Instant.MaxValue;

    /// <summary>From start to end; empty for one that ended before it began.</summary>
    public Period Span => new(StartedAt, Instant.Max(StartedAt, End));

    /// <summary>The phases of its life, in their order: at least one. None that was called off, and none behind the end.</summary>
    [JsonIgnore]
    public IReadOnlyList<SubscriptionPhase> Phases => [First, .. Changes.Where(change => change.CalledOffAt is null && change.From < End)];

    /// <summary>All phases that there were to be, in the order of their making: those that were called off among them, and those behind the end.</summary>
    [JsonIgnore]
    internal IReadOnlyList<SubscriptionPhase> AllPhases => [First, .. Changes];

    private SubscriptionPhase First => new()
    {
        PlanId = PlanId,
        PlanVersionId = PlanVersionId,
        MetricIds = MetricIds,
        AllocatesCredits = AllocatesCredits,
        Kind = BeganOnTrial ? PhaseKind.Trial : PhaseKind.Paid,
        From = StartedAt,
        Proration = StartProration,
        RecordedAt = ActivationRecordedAt ?? Instant.MaxValue,
    };

    /// <summary>The phase that it is in at a time: the first one before its start, the last one behind its end.</summary>
    public SubscriptionPhase PhaseAt(Instant now) => Phases.LastOrDefault(phase => phase.From <= now) ?? Phases[0];

    /// <summary>The first instant behind the trial that it is on at a time, or the pause; null where it is on none, or that has no end.</summary>
    public Instant? ChargedAgainAt(Instant now) =>
        PhaseAt(now).Kind == PhaseKind.Paid ? null : Phases.FirstOrDefault(phase => phase.From > now && phase.Kind == PhaseKind.Paid)?.From;

    /// <summary>
    /// The change of plan that it is to go on with; null for none. That it is charged again behind a trial or a pause, under the same version, is none.
    /// </summary>
    public SubscriptionPhase? ScheduledAt(Instant now) =>
        Phases.Zip(Phases.Skip(1)).Where(pair => pair.Second.From > now && pair.First.PlanVersionId != pair.Second.PlanVersionId).Select(pair => pair.Second).FirstOrDefault();

    /// <summary>The pause that it is in at a time, or that is to begin after it; null for none.</summary>
    internal SubscriptionPhase? PauseFrom(Instant now) =>
        PhaseAt(now) is { Kind: PhaseKind.Paused } pause ? pause : Phases.FirstOrDefault(phase => phase.Kind == PhaseKind.Paused && phase.From > now);

    /// <summary>How it stands at a time.</summary>
    public SubscriptionStatus StatusAt(Instant now) =>
        End <= now ? SubscriptionStatus.Terminated
        : ActivatedAt is null ? SubscriptionStatus.PendingPayment
        : PhaseAt(now).Kind switch
        {
            PhaseKind.Trial => SubscriptionStatus.Trialing,
            PhaseKind.Paused => SubscriptionStatus.Paused,
            _ => SubscriptionStatus.Active,
        };
}
