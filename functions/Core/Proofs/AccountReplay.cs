using System.Runtime.CompilerServices;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Proofs;

/// <summary>
/// Folds an account's deliveries again, from the log alone: accepts them by the definitions in force, counts the first accepted delivery of each
/// identity, as the claims did, and adds up. Only what the wallet paid is asked of the ledger, for it depends on when money came in.
/// </summary>
/// <param name="log">The log: what a correction names is read from it again.</param>
/// <param name="account">The account.</param>
/// <param name="metrics">The tenant's metrics.</param>
/// <param name="terms">What the account's usage is charged on.</param>
/// <param name="key">The key of the tenant's proofs.</param>
/// <param name="ledger">What the ledger says.</param>
/// <param name="claims">What was counted when the log was metered; decides nothing here, and names events that were changed or moved since.</param>
internal sealed class AccountReplay(
    IEventLog log, AccountId account, MetricSet metrics, AccountTerms terms, ProofKey key, AccountLedger ledger, IClaimStore claims)
{
    // Where so many events are wrong, it is not the single event that somebody looks into.
    private const int MaxEventFindings = 100;

    private readonly Dictionary<string, UsageWindow> windows = [];
    private readonly Dictionary<(string Metric, TallyKey Key), decimal> tallied = [];

    internal AccountId Account => account;

    internal AccountLedger Ledger => ledger;

    /// <summary>Which deliveries count.</summary>
    internal ReplayedOwners Owners { get; } = new(log, account);

    /// <summary>The windows that the log folds to, by id.</summary>
    internal IReadOnlyDictionary<string, UsageWindow> Windows => windows;

    /// <summary>What was found in the parts of the log that hold the account's records.</summary>
    internal List<Finding> LogFindings { get; } = [];

    /// <summary>Where the log begins, of partitions whose first records were forgotten.</summary>
    internal Dictionary<(int Log, int Partition), long> Beginnings { get; } = [];

    /// <summary>Events that are not those that were counted, with the hours that they count in; the first of them.</summary>
    internal List<(Instant Hour, Finding Finding)> EventFindings { get; } = [];

    /// <summary>Folds the account's next delivery, in the order of the logs and of their records.</summary>
    internal async ValueTask AddAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (Acceptance.Decide(delivery, metrics, terms, out var readings) is not null)
        {
            return;
        }

        var (isCounted, corrected) = await Owners.CountAsync(delivery, LateFor, cancellation);
        var hour = UsageWindow.HourOf(delivery.Usage!.OccurredAt);
        var id = IdOf(hour, delivery.Position);
        if (!isCounted || !ledger.MustHave(delivery.Position, id))
        {
            return;
        }

        if (corrected is null)
        {
            var moves = MovesOf(delivery, readings, corrected: null, taken: [], id);
            var counted = new CountedUsage(delivery, Charged(delivery, readings, moves, id), key.HashOf(delivery)) { Moves = moves };
            ledger.Book.Add(delivery.Position, counted.Readings.Sum(reading => reading.Paid));
            windows[id] = UsageWindow.Fold(windows.GetValueOrDefault(id), hour, [counted]);
        }
        else
        {
            await CorrectAsync(id, hour, CountedUsage.Of(delivery, readings, key.HashOf(delivery)) with { Corrects = Measured(corrected) }, cancellation);
        }

        if (EventFindings.Count < MaxEventFindings && await claims.FindAsync(delivery.Event, cancellation) is { } claim && claim != delivery.Claim)
        {
            var counts = claim.Owner != delivery.Position ? $"the one at {claim.Owner}" : "one with another body";
            EventFindings.Add((hour, new Finding(
                FindingCodes.EventDiffers, $"{delivery.Position} of the log", $"The event {delivery.Event} stands here; when it was metered, {counts} was counted.")));
        }
    }

    /// <summary>Adds a window's events one by one.</summary>
    /// <param name="id">The window.</param>
    /// <param name="metric">Of what.</param>
    /// <param name="buckets">Where to.</param>
    /// <param name="covers">Which positions belong to the answer; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task AddEventsAsync(string id, Metric metric, BucketFold buckets, Func<LogPosition, bool>? covers, CancellationToken cancellation)
    {
        var window = windows[id];
        List<UsageWindow> hour = [.. windows.Values.Where(other => other.Hour == window.Hour)];
        var single = new SingleEvents(metric, buckets, terms, key, window, ledger.Windows.GetValueOrDefault(id)?.Window?.Dry);
        await foreach (var delivery in CountedAsync(window, window.Watermark, cancellation))
        {
            if (covers?.Invoke(delivery.Position) != false)
            {
                var isReplaced = Owners.CorrectionOf(delivery) is { } by && SingleEvents.IsIn(hour, by) && covers?.Invoke(by) != false;
                var replaced = delivery.Usage!.Corrects is { } corrects ? await Owners.FindAsync(corrects, cancellation) : null;
                single.Add(delivery, isReplaced, replaced);
            }
        }

        buckets.EndWindow();
    }

    /// <summary>Where the ledger's windows are not what the log folds to, with the windows' ids.</summary>
    internal IEnumerable<(string Window, Finding Finding)> WindowFindings() =>
        windows.Keys.Union(ledger.Windows.Keys).Order(StringComparer.Ordinal).SelectMany(id =>
            WindowComparison.Of($"the window {id} of {account}", windows.GetValueOrDefault(id), ledger.Windows.GetValueOrDefault(id)).Select(finding => (id, finding)));

    // Neither a wallet nor a currency: nobody was charged.
    private bool IsCharged => ledger.Book.Exists || terms.Currency is not null;

    private IReadOnlyList<ChargedReading> Charged(Delivery delivery, IReadOnlyList<Reading> readings, IReadOnlyList<TallyMove> moves, string window) => IsCharged
        ? Charging.Of(delivery, readings, moves, terms, DryOf(window))
        : [.. readings.Select(reading => new ChargedReading(reading))];

    private IReadOnlyDictionary<string, IReadOnlyList<DryRun>>? DryOf(string window) => ledger.Windows.GetValueOrDefault(window)?.Window?.Dry;

    /// <summary>How the next event moves the tallies. Where the log's first records were forgotten, only the ledger's windows tell how far they had come.</summary>
    private IReadOnlyList<TallyMove> MovesOf(Delivery delivery, IReadOnlyList<Reading> readings, Delivery? corrected, IReadOnlyList<Reading> taken, string window)
    {
        var known = Beginnings.Count == 0 ? null : ledger.Windows.GetValueOrDefault(window)?.Window?.Tallied;
        var moves = TallyMove.Of(terms, delivery, readings, corrected, taken, (metric, period) =>
            TallyWalk.Before(known?.GetValueOrDefault(metric) ?? [], delivery.Position, period) ?? tallied.GetValueOrDefault((metric, period)));
        foreach (var move in moves)
        {
            tallied[(move.Metric, move.Key)] = move.After;
        }

        return moves;
    }

    private Rejection? LateFor(Delivery correction, Delivery corrected) =>
        terms.CheckLate(correction, [.. Measured(corrected).Readings.Select(charged => charged.Reading)]);

    private async Task CorrectAsync(string id, Instant hour, CountedUsage correction, CancellationToken cancellation)
    {
        var corrected = correction.Corrects!;
        var origin = IdOf(hour, corrected.Position);
        List<Reading> measured = [.. corrected.Readings.Select(charged => charged.Reading)];
        var moves = MovesOf(correction.Delivery, [.. correction.Readings.Select(charged => charged.Reading)], corrected.Delivery, measured, id);
        var taken = Charged(corrected.Delivery, measured, [], origin);
        if (IsCharged)
        {
            var told = Asking.OfCorrection(correction, moves, terms).Told(correction.Position, DryOf(id));
            taken = Charging.Taken(correction, taken, told);
            correction = correction with { Readings = told[..correction.Readings.Count], Moves = moves };
        }

        var standing = windows.GetValueOrDefault(id);
        var remade = origin == id && standing is not null ? RemadeMetric.Of(taken) : [];
        if (remade.Count > 0)
        {
            await foreach (var delivery in CountedAsync(standing!, correction.Position, cancellation))
            {
                if (Owners.CorrectionOf(delivery) is null)
                {
                    remade.ForEach(metric => metric.Add(delivery));
                }
            }
        }

        ledger.Book.Add(correction.Position, correction.Readings.Sum(charged => charged.Paid) - taken.Sum(charged => charged.Paid));
        windows[id] = WindowCorrection.Fold(standing, hour, correction, taken, remade, UsageWindow.Room);
    }

    /// <summary>The events of a window's hour and partition that count, up to a position, read from the log again.</summary>
    private async IAsyncEnumerable<Delivery> CountedAsync(UsageWindow window, LogPosition last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var hour = new Period(window.Hour, window.Hour + Duration.FromHours(1));
        await foreach (var delivery in AccountEvents.ReadAsync(
            account, log.Numbered(last.Log), last.Partition, window.FirstSequence, last.Sequence, cancellation))
        {
            if (delivery.Usage is { } usage && hour.Contains(usage.OccurredAt) && delivery.Position.CompareTo(last) <= 0 && Owners.Counts(delivery))
            {
                yield return delivery;
            }
        }
    }

    private CountedUsage Measured(Delivery delivery)
    {
        Readings.Of(delivery.Usage!, delivery.EnqueuedAt, metrics, out var readings);
        return CountedUsage.Of(delivery, EventPrices.Apply(terms, delivery, readings), key.HashOf(delivery));
    }

    private static string IdOf(Instant hour, LogPosition position) => UsageWindow.IdOf(hour, position.Log, position.Partition);
}
