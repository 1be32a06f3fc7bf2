using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>The tallies that a commit of an account moves, from event to event.</summary>
internal sealed class Tallies
{
    private readonly Dictionary<TallyKey, Versioned<PeriodTally>> standing;
    private readonly Dictionary<TallyKey, PeriodTally> moved = [];

    private Tallies(Dictionary<TallyKey, Versioned<PeriodTally>> standing) => this.standing = standing;

    /// <summary>Those of some periods as they stand.</summary>
    internal static async Task<Tallies> LoadAsync(
        ParsedDocuments<PeriodTally> documents, AccountId account, IEnumerable<TallyKey> keys, CancellationToken cancellation)
    {
        var read = new Dictionary<TallyKey, Versioned<PeriodTally>>();
        foreach (var key in keys.Distinct())
        {
            read[key] = await documents.ReadVersionedAsync(account.ToString(), key.DocumentId, cancellation) ?? new(PeriodTally.Empty, null);
        }

        return new Tallies(read);
    }

    /// <summary>The periods that some events move.</summary>
    internal static IEnumerable<TallyKey> KeysOf(AccountTerms terms, IEnumerable<CountedUsage> usages) => terms.HasTallies
        ? usages.SelectMany(usage => usage.Readings.Select(charged =>
            terms.TallyOf(charged.Reading.Metric, usage.OccurredAt, usage.Delivery.EnqueuedAt)?.Key).OfType<TallyKey>())
        : [];

    /// <summary>How far a metric has come in a period.</summary>
    internal Tally Of(string metric, TallyKey key) => (moved.TryGetValue(key, out var tally) ? tally : standing[key].Value)[metric];

    /// <summary>What is owed for a metric in the period that an event moves.</summary>
    internal Func<string, decimal> OwedFor(IReadOnlyList<TallyMove> moves) =>
        metric => moves.Where(move => move.Metric == metric).Select(move => Of(metric, move.Key).Owed).LastOrDefault();

    /// <summary>Notes what an event moved.</summary>
    /// <param name="moves">Its moves.</param>
    /// <param name="charged">What the wallet did for it.</param>
    internal void Note(IReadOnlyList<TallyMove> moves, IReadOnlyList<ChargedReading> charged)
    {
        foreach (var (index, move) in moves.Index())
        {
            // A correction may move two periods of a metric, where the terms changed in between: what is owed is noted once.
            var isLast = moves.Skip(index + 1).All(later => later.Metric != move.Metric);
            var owed = isLast ? charged.FirstOrDefault(one => one.Reading.Metric.Id.ToString() == move.Metric).Owed : 0;
            var before = moved.TryGetValue(move.Key, out var tally) ? tally : standing[move.Key].Value;
            moved[move.Key] = before.With(move.Metric, new Tally(move.After, before[move.Metric].Owed + owed));
        }
    }

    /// <summary>What goes into the commit, on condition that the tallies are still those that were read.</summary>
    internal IEnumerable<DocumentWrite> ToWrites() =>
        moved.Select(pair => (standing[pair.Key] with { Value = pair.Value }).ToWrite(pair.Key.DocumentId).MadeOf(pair.Value));
}
