using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>Notes what providers are asked, so that it is looked at until they have answered for good: see <see cref="AwaitedAnswer"/>.</summary>
/// <param name="store">Where the entries are.</param>
/// <param name="time">The real clock.</param>
public sealed class AwaitedAnswers(IDocumentStore store, TimeProvider time)
{
    /// <summary>Notes a payment, before it is written.</summary>
    internal Task<AwaitedAnswer> NoteAsync(Tenant tenant, Id<Payment> payment, CancellationToken cancellation) =>
        NoteAsync(new AwaitedAnswer(tenant, time.GetInstant(), Payment: payment), cancellation);

    /// <summary>Notes a refund, before it is written.</summary>
    internal Task<AwaitedAnswer> NoteAsync(Tenant tenant, Id<Payment> payment, Id<PaymentRefund> refund, CancellationToken cancellation) =>
        NoteAsync(new AwaitedAnswer(tenant, time.GetInstant(), Payment: payment, Refund: refund), cancellation);

    /// <summary>Notes a method that is set up, before it is written.</summary>
    internal Task<AwaitedAnswer> NoteAsync(Tenant tenant, Id<PaymentMethod> method, CancellationToken cancellation) =>
        NoteAsync(new AwaitedAnswer(tenant, time.GetInstant(), Method: method), cancellation);

    /// <summary>Takes away what was noted just now: it has its answer. What was moved meanwhile stays, and goes when it is looked at.</summary>
    internal async Task ForgetAsync(AwaitedAnswer? noted, CancellationToken cancellation)
    {
        if (noted is not null && await store.ReadAsync(AwaitedAnswer.Partition, noted.FirstId, cancellation) is { } standing)
        {
            await store.CommitAsync(AwaitedAnswer.Partition, [DocumentWrite.Delete(standing.Id, standing.ETag)], cancellation);
        }
    }

    private async Task<AwaitedAnswer> NoteAsync(AwaitedAnswer entry, CancellationToken cancellation)
    {
        await store.CommitAsync(AwaitedAnswer.Partition, [entry.Noting()], cancellation);
        return entry;
    }
}
