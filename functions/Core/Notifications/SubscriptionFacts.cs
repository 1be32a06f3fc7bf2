using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>What becomes true of a subscription by a change.</summary>
internal static class SubscriptionFacts
{
    private const int BytesOfId = 16;

    /// <summary>The facts of a change, in their order; none where nothing became true that is told of.</summary>
    /// <param name="before">The subscription before; null for one that is new.</param>
    /// <param name="after">The subscription after.</param>
    /// <param name="change">What is written, over what: another write makes other facts.</param>
    /// <param name="asking">How it was asked for.</param>
    /// <param name="now">The customer's time.</param>
    internal static IReadOnlyList<BillingFact> Of(Subscription? before, Subscription after, DocumentWrite change, Asking asking, Instant now)
    {
        return
        [
            .. Between(before, after, now).Select(type => new BillingFact
            {
                Id = IdOf(after, type, change),
                Type = type,
                At = now,
                Sequence = 0,
                Subscription = SubscriptionFigures.Of(after, Instant.Max(now, asking.Moment)) with
                {
                    EffectiveAt = BeginOf(type, before, after, now),
                    ResumesAt = type == FactTypes.SubscriptionPaused && after.PauseFrom(now) is { } pause ? after.ChargedAgainAt(pause.From) : null,
                    AskedBy = asking.By,
                },
            }),
        ];
    }

    /// <summary>The names of what became true.</summary>
    internal static IReadOnlyList<string> Between(Subscription? before, Subscription after, Instant now)
    {
        if (before is null)
        {
            return after.ActivatedAt is null ? [FactTypes.SubscriptionCreated] : [FactTypes.SubscriptionCreated, FactTypes.SubscriptionActivated];
        }

        if (before.EndedAt is null && after.EndedAt is not null)
        {
            return [FactTypes.SubscriptionTerminated];
        }

        if (before.ActivatedAt is null && after.ActivatedAt is not null)
        {
            return [FactTypes.SubscriptionActivated];
        }

        if (before.EndedAt is not null && after.EndedAt is null)
        {
            return [FactTypes.SubscriptionChanged];
        }

        return after.Changes.SequenceEqual(before.Changes) ? [] : [ChangeBetween(before, after, now)];
    }

    /// <summary>From when on it is as the fact says.</summary>
    private static Instant BeginOf(string type, Subscription? before, Subscription after, Instant now) => type switch
    {
        FactTypes.SubscriptionCreated => after.StartedAt,
        FactTypes.SubscriptionTerminated => after.End,
        _ when before is not null && after.Changes.Count > before.Changes.Count => after.Changes[before.Changes.Count].From,
        _ => now,
    };

    /// <remarks>What is taken back leaves what was there before: only what is written over tells one time from another.</remarks>
    private static Id<BillingFact> IdOf(Subscription after, string type, DocumentWrite change)
    {
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{after.Id} {type} {change.ETag} "), .. change.Body.Span]);
        return Id<BillingFact>.Of(Convert.ToHexStringLower(hash.AsSpan(0, BytesOfId)));
    }

    private static string ChangeBetween(Subscription before, Subscription after, Instant now)
    {
        var added = after.Changes.Skip(before.Changes.Count).ToList();
        return added.Exists(phase => phase.Kind == PhaseKind.Paused) ? FactTypes.SubscriptionPaused
            : before.PauseFrom(now) is not null ? FactTypes.SubscriptionResumed
            : FactTypes.SubscriptionChanged;
    }
}
