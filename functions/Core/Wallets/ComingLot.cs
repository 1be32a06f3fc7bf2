using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Money that a grant will bring at a later time.</summary>
public sealed record ComingLot
{
    /// <summary>Which grant's, and which time.</summary>
    public required LotId Id { get; init; }

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

    /// <summary>The first lot of a grant.</summary>
    internal static ComingLot Of(Grant grant)
    {
        var first = new ComingLot
        {
            Id = new LotId(grant.Id),
            At = grant.EffectiveAt,
            Amount = grant.Amount,
            Priority = grant.Priority,
            ExpiresAt = grant.ExpiresAt,
            GrantedAt = grant.CreatedAt,
            Anchor = grant.EffectiveAt,
            Recurrence = grant.Recurrence,
        };
        return grant.Recurrence is null ? first : first.Occurring(0);
    }

    /// <summary>The lot, with nothing in it yet.</summary>
    internal Lot ToLot() => new() { Id = Id, Priority = Priority, EffectiveAt = At, ExpiresAt = ExpiresAt, GrantedAt = GrantedAt };

    /// <summary>What comes after it; null where it was the last.</summary>
    internal ComingLot? Next()
    {
        if (Recurrence is null)
        {
            return null;
        }

        var next = Occurring(Id.Occurrence + 1);
        return next.At < (Recurrence.EndsAt ?? Instant.MaxValue) ? next : null;
    }

    private ComingLot Occurring(int occurrence)
    {
        var calendar = new BillingCalendar(Anchor, Recurrence!.Interval, TimeZones.Find(Recurrence.TimeZone));
        return this with { Id = Id with { Occurrence = occurrence }, At = calendar.StartOf(occurrence), ExpiresAt = calendar.StartOf(occurrence + 1) };
    }
}
