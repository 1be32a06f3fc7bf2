using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Money that a grant will bring at a later time.</summary>
public sealed record ComingLot
{
    /// <summary>Which grant's, and which time.</summary>
    public required LotId Id { get; init; }

    /// <summary>See <see cref="Lot.SubscriptionId"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Id<Subscription>? SubscriptionId { get; init; }

    /// <summary>When it comes.</summary>
    public required Instant At { get; init; }

    /// <summary>How much, above 0.</summary>
    public required decimal Amount { get; init; }

    /// <summary>See <see cref="Lot.Priority"/>.</summary>
    public required int Priority { get; init; }

    /// <summary>See <see cref="Lot.ExpiresAt"/>.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>See <see cref="Lot.GrantedAt"/>.</summary>
    public required Instant GrantedAt { get; init; }

    /// <summary>When the grant came first: what its calendar is counted from.</summary>
    public required Instant Anchor { get; init; }

    /// <summary>How it comes again; null for once.</summary>
    public GrantRecurrence? Recurrence { get; init; }

    private BillingCalendar Calendar => new(Anchor, Recurrence!.Interval, TimeZones.Find(Recurrence.TimeZone));

    /// <summary>The first lot of a grant.</summary>
    internal static ComingLot Of(Grant grant) => grant.Recurrence is null ? Once(grant) : Once(grant).Occurring(0);

    /// <summary>What of a grant that recurs comes after a number of times; null where nothing does.</summary>
    internal static ComingLot? After(Grant grant, int occurrences) => Once(grant).NextFrom(occurrences);

    /// <summary>When after an instant a lot of a grant next comes or ends, whatever is in it and whether it comes in a pause; null for never.</summary>
    internal static Instant? NextTimeOf(Grant grant, Instant now)
    {
        var once = Once(grant);
        if (grant.Recurrence is not { } recurrence)
        {
            return new[] { once.At, once.ExpiresAt }.Where(time => time > now).Min();
        }

        var index = once.Calendar.IndexOf(now) ?? 0;
        return new[] { once.Occurring(index), once.Occurring(index + 1) }
            .Where(lot => lot.At < (recurrence.EndsAt ?? Instant.MaxValue))
            .SelectMany(lot => new[] { lot.At, lot.ExpiresAt })
            .Where(time => time > now)
            .Min();
    }

    /// <summary>The lot, with nothing in it yet.</summary>
    internal Lot ToLot() => new() { Id = Id, SubscriptionId = SubscriptionId, Priority = Priority, EffectiveAt = At, ExpiresAt = ExpiresAt, GrantedAt = GrantedAt };

    /// <summary>What comes after it; null where it was the last.</summary>
    internal ComingLot? Next() => Recurrence is null ? null : NextFrom(Id.Occurrence + 1);

    private static ComingLot Once(Grant grant) => new()
    {
        Id = new LotId(grant.Id),
        SubscriptionId = grant.SubscriptionId,
        At = grant.EffectiveAt,
        Amount = grant.Amount,
        Priority = grant.Priority,
        ExpiresAt = grant.ExpiresAt,
        GrantedAt = grant.CreatedAt,
        Anchor = grant.EffectiveAt,
        Recurrence = grant.Recurrence,
    };

    private ComingLot? NextFrom(int occurrence)
    {
        var next = Occurring(occurrence);
        while (Recurrence!.Pauses.Where(pause => pause.Contains(next.At)).Select(pause => (Instant?)pause.End).Max() is { } resumedAt)
        {
            next = Occurring(Math.Max(next.Id.Occurrence + 1, Calendar.IndexOf(resumedAt) ?? 0));
        }

        return next.At < (Recurrence.EndsAt ?? Instant.MaxValue) ? next : null;
    }

    private ComingLot Occurring(int occurrence) =>
        this with { Id = Id with { Occurrence = occurrence }, At = Calendar.StartOf(occurrence), ExpiresAt = Calendar.StartOf(occurrence + 1) };
}
