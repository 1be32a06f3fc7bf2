using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>
/// Folds an account's deliveries again, from the log alone: accepts them by the definitions in force, counts the first accepted delivery of each
/// identity, as the claims did, and adds up. Only what the wallet paid is asked of the ledger, for it depends on when money came in.
/// </summary>
/// <param name="account">The account.</param>
/// <param name="metrics">The tenant's metrics.</param>
/// <param name="terms">What the account's usage is charged on.</param>
/// <param name="key">The key of the tenant's proofs.</param>
/// <param name="ledger">What the ledger says.</param>
/// <param name="claims">What was counted when the log was metered; decides nothing here, and names events that were changed or moved since.</param>
internal sealed class AccountReplay(
    AccountId account, MetricSet metrics, AccountTerms terms, ProofKey key, AccountLedger ledger, IClaimStore claims)
{
    // Where so many events are wrong, it is not the single event that somebody looks into.
    private const int MaxEventFindings = 100;

    private readonly Dictionary<EventId, LogPosition> owners = [];
    private readonly Dictionary<string, UsageWindow> windows = [];

    internal AccountId Account => account;

    internal AccountLedger Ledger => ledger;

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
        if (Acceptance.Decide(delivery, metrics, terms, out var readings) is not null || !owners.TryAdd(delivery.Event, delivery.Position))
        {
            return;
        }

        if (delivery.Usage!.Corrects is { } corrected)
        {
            NoteCorrection(delivery.Position, corrected);
            return;
        }

        var hour = UsageWindow.HourOf(delivery.Usage!.OccurredAt);
        var id = UsageWindow.IdOf(hour, delivery.Position.Log, delivery.Position.Partition);
        if (!ledger.MustHave(delivery.Position, id))
        {
            return;
        }

        var counted = new CountedUsage(delivery, Charged(delivery, readings, id), key.HashOf(delivery));
        ledger.Book.Add(delivery.Position, counted.Readings.Sum(reading => reading.Paid));
        windows[id] = UsageWindow.Fold(windows.GetValueOrDefault(id), hour, [counted]);
        if (EventFindings.Count < MaxEventFindings && await claims.FindAsync(delivery.Event, cancellation) is { } claim && claim != delivery.Claim)
        {
            var counts = claim.Owner != delivery.Position ? $"the one at {claim.Owner}" : "one with another body";
            EventFindings.Add((hour, new Finding(
                FindingCodes.EventDiffers, $"{delivery.Position} of the log", $"The event {delivery.Event} stands here; when it was metered, {counts} was counted.")));
        }
    }

    /// <summary>A delivery with what it measures, where it is the one of its identity that counts; otherwise null.</summary>
    internal CountedUsage? Find(Delivery delivery, string window) =>
        owners.TryGetValue(delivery.Event, out var owner) && owner == delivery.Position
        && Acceptance.Decide(delivery, metrics, terms, out var readings) is null
            ? new CountedUsage(delivery, Charged(delivery, readings, window), key.HashOf(delivery))
            : null;

    /// <summary>Where the ledger's windows are not what the log folds to, with the windows' ids.</summary>
    internal IEnumerable<(string Window, Finding Finding)> WindowFindings() =>
        windows.Keys.Union(ledger.Windows.Keys).Order(StringComparer.Ordinal).SelectMany(id => Compare(id).Select(finding => (id, finding)));

    private ChargedReading[] Charged(Delivery delivery, IReadOnlyList<Reading> readings, string window)
    {
        if (!ledger.Book.Exists && terms.Currency is null)
        {
            // Neither a wallet nor a currency: nobody was charged.
            return [.. readings.Select(reading => new ChargedReading(reading))];
        }

        return [.. Charging.Of(delivery, readings, terms, ledger.Windows.GetValueOrDefault(window)?.Window?.Dry)];
    }

    // Said once, and rather than proved wrong: what the account's corrections change cannot be told from damage.
    private void NoteCorrection(LogPosition position, EventId corrected)
    {
        if (!LogFindings.Exists(finding => finding.Code == FindingCodes.CorrectionNotFolded))
        {
            LogFindings.Add(new Finding(
                FindingCodes.CorrectionNotFolded, $"{position} of the log", $"Event {corrected} is corrected here. Proofs do not fold corrections: this account's invoices are not proved."));
        }
    }

    private IEnumerable<Finding> Compare(string id)
    {
        var place = $"the window {id} of {account}";
        if (!windows.TryGetValue(id, out var expected))
        {
            return [new Finding(FindingCodes.WindowUnexpected, place, "The log has no events for it.")];
        }

        if (!ledger.Windows.TryGetValue(id, out var found))
        {
            return [new Finding(FindingCodes.WindowMissing, place, $"The log has {expected.Events} events for it.")];
        }

        return JsonDifference.Between(expected.ToBody(), found.Body).Select(difference =>
            new Finding(FindingCodes.WindowDiffers, place, "The window is not what the log folds to.")
            {
                Path = difference.Path,
                Expected = difference.Expected,
                Found = difference.Found,
            });
    }
}
