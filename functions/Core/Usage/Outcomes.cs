using NodaTime.Text;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>Keeps the outcomes of deliveries that do not count, to be found by event, by kind and by subject.</summary>
/// <remarks>
/// Outcomes are written before the watermark passes their positions, and under ids made of their positions: a replay of the log writes the
/// same documents again. Partition <c>{tenant}/outcomes</c>.
/// </remarks>
public sealed class Outcomes(IDocumentStore store)
{
    // Three documents an outcome at most, one hundred writes a commit.
    private const int PerCommit = 33;
    private static readonly InstantPattern SortableTime = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");

    /// <summary>Keeps outcomes of one tenant.</summary>
    public async ValueTask KeepAsync(Tenant tenant, IReadOnlyList<Outcome> outcomes, CancellationToken cancellation)
    {
        foreach (var some in outcomes.Chunk(PerCommit))
        {
            await store.CommitAsync(PartitionOf(tenant), [.. some.SelectMany(Writes)], cancellation);
        }
    }

    /// <summary>The outcomes of an event's deliveries, in log order.</summary>
    public ValueTask<IReadOnlyList<Outcome>> OfEventAsync(Tenant tenant, EventId id, CancellationToken cancellation) =>
        store.ListAllAsync<Outcome>(DocumentRange.WithPrefix(PartitionOf(tenant), $"{id}:"), cancellation);

    /// <summary>The rejected events of a subject, in log order.</summary>
    public ValueTask<IReadOnlyList<Outcome>> RejectedOfAsync(AccountId account, CancellationToken cancellation) =>
        store.ListAllAsync<Outcome>(DocumentRange.WithPrefix(PartitionOf(account.Tenant), $"subject:{account.Subject}:"), cancellation);

    /// <summary>The outcomes of a kind, the last that the log took first.</summary>
    public ValueTask<Page<Outcome>> OfKindAsync(Tenant tenant, OutcomeKind kind, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<Outcome>(DocumentRange.WithPrefix(PartitionOf(tenant), Prefix(kind)), page, cancellation);

    private static string PartitionOf(Tenant tenant) => $"{tenant}/outcomes";

    private static string Prefix(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Duplicate => "duplicate:",
        OutcomeKind.Conflict => "conflict:",
        _ => "rejected:",
    };

    private static IEnumerable<DocumentWrite> Writes(Outcome outcome)
    {
        var body = outcome.ToBody();
        var position = $"{outcome.Position.Log:D5}.{outcome.Position.Partition:D5}.{outcome.Position.Sequence:D15}.{outcome.Position.Index:D5}";
        yield return DocumentWrite.Put($"{outcome.Event}:{position}", body);
        yield return DocumentWrite.Put($"{Prefix(outcome.Kind)}{SortableTime.Format(outcome.EnqueuedAt)}:{position}", body);
        if (outcome.Kind == OutcomeKind.Rejected)
        {
            yield return DocumentWrite.Put($"subject:{outcome.Subject}:{position}", body);
        }
    }
}
