using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What a plan says apart from its prices.</summary>
public sealed record PlanTerms
{
    /// <summary>The longest time that late events may be waited for.</summary>
    public static readonly Duration MaxGrace = Duration.FromDays(7);

    /// <summary>How long late events are waited for, unless the plan says otherwise.</summary>
    public static readonly Duration DefaultGrace = Duration.FromHours(1);

    /// <summary>Days that invoices may be paid in, unless the plan says otherwise.</summary>
    public const int DefaultPaymentTermDays = 30;

    /// <summary>The longest time that drafts may be reviewed in.</summary>
    public static readonly Duration MaxReview = Duration.FromDays(28);

    /// <summary>How many discounts a plan may have.</summary>
    public const int MaxDiscounts = 10;

    /// <summary>How many credit allocations a plan may have.</summary>
    public const int MaxCreditAllocations = 10;

    /// <summary>The longest trial.</summary>
    public const int MaxTrialDays = 730;

    /// <summary>The product that is sold.</summary>
    public required Id<Product> ProductId { get; init; }

    /// <summary>What the plan is called.</summary>
    public required string Name { get; init; }

    /// <summary>The currency of all its prices.</summary>
    public required Currency Currency { get; init; }

    /// <summary>How long a period is.</summary>
    public required BillingCadence BillingCadence { get; init; }

    /// <summary>The day of the month on which periods begin; null to keep the day of the subscription's start.</summary>
    public int? BillingAnchor { get; init; }

    /// <summary>What periods keep in step with; a plan with a <see cref="BillingAnchor"/> has <see cref="BillingAlignment.Anniversary"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public BillingAlignment BillingAlignment { get; init; }

    /// <summary>Calendar days from the start of a subscription that nothing is charged for, 0 to <see cref="MaxTrialDays"/>; a subscription may say otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int TrialDays { get; init; }

    /// <summary>What a whole period comes to at least, usage and fees, after discounts: 0 or more, to the minor unit. Null for no bound.</summary>
    public decimal? MinimumCommitment { get; init; }

    /// <summary>What a whole period comes to at most; no less than <see cref="MinimumCommitment"/>. Null for no bound.</summary>
    public decimal? MaximumCharge { get; init; }

    /// <summary>What is taken off, in this order, each of what those before it left: at most <see cref="MaxDiscounts"/>.</summary>
    public IReadOnlyList<Discount> Discounts { get; init; } = [];

    /// <summary>Credits that each subscription gets: at most <see cref="MaxCreditAllocations"/>, each of its own name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<CreditAllocation> CreditAllocations { get; init; }

    /// <summary>Whether prices have tax in them.</summary>
    public TaxBehavior TaxBehavior { get; init; }

    /// <summary>Tax for customers who have no rate of their own, as a fraction: 0 to 1.</summary>
    public decimal DefaultTaxRate { get; init; }

    /// <summary>How long after a period's end its events are waited for: zero to <see cref="MaxGrace"/>.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public Duration GraceDuration { get; init; } = DefaultGrace;

    /// <summary>What becomes of events that come later still.</summary>
    public LateEventPolicy LateEventPolicy { get; init; }

    /// <summary>
    /// How long a drafted invoice waits to be issued, so that it can be looked at and added to: zero to <see cref="MaxReview"/>, and no longer than the
    /// shortest period, for the next one is closed only behind it.
    /// </summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Duration ReviewDuration { get; init; }

    /// <summary>When customers are reminded of invoices that are not paid; null for never, and not written.</summary>
    public DunningSchedule? Dunning { get; init; }

    /// <summary>Days from an invoice's issue to its due date, 0 to 365.</summary>
    public int PaymentTermDays { get; init; } = DefaultPaymentTermDays;
}
