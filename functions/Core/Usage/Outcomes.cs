using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Period = Tallystick.Core.Values.Period;

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
    private const int ScanSize = 500;
    private static readonly InstantPattern SortableTime = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");

    /// <summary>Keeps outcomes of one tenant.</summary>
    public Task KeepAsync(Tenant tenant, IReadOnlyList<Outcome> outcomes, CancellationToken cancellation) =>
        Task.WhenAll(outcomes.Chunk(PerCommit).Select(some => store.CommitAsync(PartitionOf(tenant), [.. some.SelectMany(Writes)], cancellation).AsTask()));

    /// <summary>True where a delivery does not count; false where it counts or is not metered yet.</summary>
    public async ValueTask<bool> HasAsync(Delivery delivery, CancellationToken cancellation) =>
        await store.ReadAsync(PartitionOf(delivery.Account.Tenant), IdOf($"{delivery.Event}", delivery.Position), cancellation) is not null;

    /// <summary>The outcomes of an event's deliveries, in log order.</summary>
    public ValueTask<IReadOnlyList<Outcome>> OfEventAsync(Tenant tenant, EventId id, CancellationToken cancellation) =>
        store.ListAllAsync<Outcome>(DocumentRange.WithPrefix(PartitionOf(tenant), $"{id}:"), cancellation);

    /// <summary>The rejected events of a subject, in log order.</summary>
    public ValueTask<IReadOnlyList<Outcome>> RejectedOfAsync(AccountId account, CancellationToken cancellation) =>
        store.ListAllAsync<Outcome>(DocumentRange.WithPrefix(PartitionOf(account.Tenant), $"subject:{account.Subject}:"), cancellation);

    /// <summary>A part of the outcomes that are wanted, the last that the log took first, and how many there are.</summary>
    public async ValueTask<Page<Outcome>> FindAsync(Tenant tenant, OutcomeKind kind, OutcomeFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var range = RangeOf(tenant, kind, filter.EnqueuedIn);
        if (filter.IsRangeAlone)
        {
            return await store.PageAsync<Outcome>(range, page, cancellation);
        }

        var found = new List<Outcome>();
        var (total, seen) = (0L, 0);
        IReadOnlyList<StoredDocument> some;
        do
        {
            some = await store.ListAsync(range, descending: true, seen, ScanSize, cancellation);
            seen += some.Count;
            foreach (var outcome in some.Select(document => document.As<Outcome>(range.Partition)).Where(filter.Allows))
            {
                if (total++ >= page.Offset && found.Count < page.Limit)
                {
                    found.Add(outcome);
                }
            }
        }
        while (some.Count == ScanSize);
        return new Page<Outcome>(found, page, total);
    }

    /// <summary>Rejected deliveries from a place on, the first that the log took first, each with its place.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="enqueuedIn">Only those that the log took in this period; null for all.</param>
    /// <param name="after">The place to go on from, which is left out; null to begin.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async IAsyncEnumerable<(string Place, Outcome Outcome)> RejectedAsync(
        Tenant tenant, Period? enqueuedIn, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = Prefix(OutcomeKind.Rejected);
        var range = RangeOf(tenant, OutcomeKind.Rejected, enqueuedIn);
        IReadOnlyList<StoredDocument> some;
        do
        {
            // The first id behind a place: ids of one kind have one length.
            var from = after is null || string.CompareOrdinal(prefix + after, range.From) < 0 ? range.From : $"{prefix}{after}!";
            some = await store.ListAsync(range with { From = from }, descending: false, 0, ScanSize, cancellation);
            foreach (var document in some)
            {
                after = document.Id[prefix.Length..];
                yield return (after, document.As<Outcome>(range.Partition));
            }
        }
        while (some.Count == ScanSize);
    }

    private static DocumentRange RangeOf(Tenant tenant, OutcomeKind kind, Period? enqueuedIn) => enqueuedIn is { } period
        ? new DocumentRange(PartitionOf(tenant), Prefix(kind) + SortableTime.Format(Ceiling(period.Start)), Prefix(kind) + SortableTime.Format(Ceiling(period.End)))
        : DocumentRange.WithPrefix(PartitionOf(tenant), Prefix(kind));

    /// <summary>The first of the log's whole milliseconds that is not before a border.</summary>
    private static Instant Ceiling(Instant instant) => LogTime.Floor(instant + Duration.FromMilliseconds(1) - Duration.Epsilon);

    private static string PartitionOf(Tenant tenant) => $"{tenant}/outcomes";

    private static string Prefix(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Duplicate => "duplicate:",
        OutcomeKind.Conflict => "conflict:",
        _ => "rejected:",
    };

    private static string IdOf(string id, LogPosition position) => $"{id}:{Sortable(position)}";

    private static string Sortable(LogPosition position) => $"{position.Log:D5}.{position.Partition:D5}.{position.Sequence:D15}.{position.Index:D5}";

    private static IEnumerable<DocumentWrite> Writes(Outcome outcome)
    {
        var body = outcome.ToBody();
        var position = Sortable(outcome.Position);
        yield return DocumentWrite.Put(IdOf(outcome.Event, outcome.Position), body);
        yield return DocumentWrite.Put($"{Prefix(outcome.Kind)}{SortableTime.Format(outcome.EnqueuedAt)}:{position}", body);
        if (outcome.Kind == OutcomeKind.Rejected)
        {
            yield return DocumentWrite.Put($"subject:{outcome.Subject}:{position}", body);
        }
    }
}
