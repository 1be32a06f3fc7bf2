namespace Tallystick.Core.Usage;

/// <summary>What became of the deliveries that a call metered. For telemetry: a batch that is metered again after a failure is reported again.</summary>
public sealed class MeteredBatch
{
    private readonly List<AccountBatch> counted = [];
    private readonly List<(Delivery Delivery, Outcome Outcome)> uncounted = [];

    /// <summary>How many records of the log were metered; those that had been before are not among them.</summary>
    public int Records { get; private set; }

    /// <summary>How many of them hold no packed events; see <see cref="LogRecord.Flaw"/>.</summary>
    public int Unreadable { get; private set; }

    /// <summary>How many events count.</summary>
    public int Counted => counted.Sum(account => account.Counted.Count);

    /// <summary>Every delivery, in no certain order. Made while it is enumerated.</summary>
    public IEnumerable<MeteredEvent> Events =>
        counted.SelectMany(account => account.Counted).Select(usage => new MeteredEvent(usage.Delivery.Event, usage.Position, null))
            .Concat(uncounted.Select(pair => new MeteredEvent(pair.Delivery.Event, pair.Delivery.Position, pair.Outcome.Kind)));

    /// <summary>How many events do not count, for one reason.</summary>
    public int CountOf(OutcomeKind kind) => uncounted.Count(pair => pair.Outcome.Kind == kind);

    internal void Add(IReadOnlyList<LogRecord> records, IEnumerable<AccountBatch> accounts, IEnumerable<(Delivery Delivery, Outcome Outcome)> others)
    {
        Records += records.Count;
        Unreadable += records.Count(record => record.Flaw is not null);
        counted.AddRange(accounts);
        uncounted.AddRange(others);
    }
}
