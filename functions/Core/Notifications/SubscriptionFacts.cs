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
    /// <param name="change">What is written: what is written otherwise makes other facts.</param>
    /// <param name="now">The customer's time.</param>
    internal static IReadOnlyList<BillingFact> Of(Subscription? before, Subscription after, DocumentWrite change, Instant now)
    {
        return
        [
            .. Between(before, after, now).Select(type => new BillingFact
            {
                Id = IdOf(after, type, change),
                Type = type,
                At = now,
                Sequence = 0,
                Subscription = SubscriptionFigures.Of(after, now),
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

        return after.Changes.SequenceEqual(before.Changes) ? [] : [ChangeBetween(before, after, now)];
    }

    private static Id<BillingFact> IdOf(Subscription after, string type, DocumentWrite change)
    {
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{after.Id} {type} "), .. change.Body.Span]);
        return Id<BillingFact>.Of(Convert.ToHexStringLower(hash.AsSpan(0, BytesOfId)));
    }

    private static string ChangeBetween(Subscription before, Subscription after, Instant now)
    {
        var added = after.Changes.Skip(before.Changes.Count).ToList();
        return added.Exists(phase => phase.Kind == PhaseKind.Paused) ? FactTypes.SubscriptionPaused
            : added.Count > 0 && before.PhaseAt(now).Kind == PhaseKind.Paused ? FactTypes.SubscriptionResumed
            : FactTypes.SubscriptionChanged;
    }
}
