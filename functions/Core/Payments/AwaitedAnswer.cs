using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>
/// That a provider is asked something, and that it is to be looked at again: written before what is asked for, so that nothing is ever forgotten; may name
/// what was never written. Listed in the order of the times at which it is to be looked at, by the real clock.
/// </summary>
/// <param name="Tenant">Whose.</param>
/// <param name="NotedAt">When it was first written.</param>
/// <param name="Payment">The payment, or the one that is refunded; null where a method is set up.</param>
/// <param name="Refund">The refund; null for another thing.</param>
/// <param name="Method">The method that is set up; null for another thing.</param>
internal sealed record AwaitedAnswer(Tenant Tenant, Instant NotedAt, Id<Payment>? Payment = null, Id<PaymentRefund>? Refund = null, Id<PaymentMethod>? Method = null)
{
    /// <summary>The partition of the entries.</summary>
    internal const string Partition = "awaited-answers";

    private static readonly Duration First = Duration.FromMinutes(1);
    private static readonly Duration Longest = Duration.FromHours(6);
    private static readonly Duration Patience = Duration.FromDays(35);

    /// <summary>The entries that are due at an instant. All ids begin with a digit.</summary>
    internal static DocumentRange DueAt(Instant now) => new(Partition, "0", HoldExpiry.KeyAfter(now));

    /// <summary>The entry's document at its first place: always the same.</summary>
    internal string FirstId => IdAt(NotedAt + First);

    /// <summary>The write of the entry at its first place.</summary>
    internal DocumentWrite Noting() => DocumentWrite.Put(FirstId, this.ToBody());

    /// <summary>The write of the entry at its next place: as late again as it is old, at most six hours; null where it is looked at no more.</summary>
    /// <param name="now">The real time.</param>
    internal DocumentWrite? NotingNext(Instant now)
    {
        var age = now - NotedAt;
        var wait = Duration.Max(First, Duration.Min(Longest, age));
        return age >= Patience ? null : DocumentWrite.Put(IdAt(now + wait), this.ToBody());
    }

    private string IdAt(Instant at) => $"{HoldExpiry.KeyOf(at)}:{Tenant}:{Refund?.ToString() ?? Method?.ToString() ?? Payment?.ToString()}";
}
