using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>
/// What must come out, folded in the plainest way from what the log holds, one delivery after the other: no claims, no watermarks, no windows, no
/// commits. Of the deliveries of a key the first counts that the definitions accept; of the corrections of an event the first takes its place.
/// </summary>
internal sealed class NaiveBook
{
    private readonly IReadOnlyDictionary<AccountId, AccountFacts> facts;
    private readonly Dictionary<EventId, LoggedEvent> counted = [];
    private readonly Dictionary<EventId, LoggedEvent> corrections = [];
    private readonly Dictionary<EventId, List<(LoggedEvent Delivery, OutcomeKind Kind, string? Reason)>> others = [];

    /// <summary>Folds the log.</summary>
    /// <param name="logged">Everything in the logs, in their order.</param>
    /// <param name="facts">What is on record of the accounts.</param>
    internal NaiveBook(IReadOnlyList<LoggedEvent> logged, IReadOnlyDictionary<AccountId, AccountFacts> facts)
    {
        this.facts = facts;
        foreach (var one in logged)
        {
            Fold(one);
        }

        Fates = logged.Select(one => one.Id).Distinct()
            .ToDictionary(id => id, id => new ExpectedFate(counted.GetValueOrDefault(id), others.GetValueOrDefault(id) ?? []));
        Counted = logged.Where(one => counted.GetValueOrDefault(one.Id) == one).ToLookup(one => one.Account);
    }

    /// <summary>By identity.</summary>
    internal IReadOnlyDictionary<EventId, ExpectedFate> Fates { get; }

    /// <summary>The deliveries that own their identities, by account, in the order of the log; corrections and what they correct among them.</summary>
    internal ILookup<AccountId, LoggedEvent> Counted { get; }

    /// <summary>The events of an account that count, as far as some positions tell: what was voided does not, nor what was amended.</summary>
    /// <param name="account">The account.</param>
    /// <param name="covers">Which positions; null for all.</param>
    internal IEnumerable<LoggedEvent> Standing(AccountId account, Func<LogPosition, bool>? covers = null)
    {
        return Counted[account].Where(one => IsThere(one) && !one.IsVoid && !IsReplaced(one));

        bool IsThere(LoggedEvent one) => covers is null || covers(one.Position);

        bool IsReplaced(LoggedEvent one) => corrections.TryGetValue(one.Id, out var by) && IsThere(by);
    }

    /// <summary>The event whose place a correction takes that counts.</summary>
    internal LoggedEvent CorrectedBy(LoggedEvent correction) => counted[correction.Body.Corrects!.Value];

    /// <summary>Why the definitions would turn an event away that came in now, behind every seal.</summary>
    internal string? RejectionByNow(LoggedEvent one) => RejectionOf(one with
    {
        EnqueuedAt = Instant.FromUtc(9000, 1, 1, 0, 0),
        Position = new LogPosition(ushort.MaxValue, 0, 0, 0),
    });

    private string? RejectionOf(LoggedEvent one) => facts.TryGetValue(one.Account, out var known) ? known.RejectionOf(one) : "UNKNOWN_CUSTOMER";

    private void Fold(LoggedEvent one)
    {
        if (RejectionOf(one) is { } rejection)
        {
            Note(one, OutcomeKind.Rejected, rejection);
        }
        else if (counted.TryGetValue(one.Id, out var first))
        {
            Note(one, one.Body == first.Body ? OutcomeKind.Duplicate : OutcomeKind.Conflict, null);
        }
        else if (one.Body.Corrects is { } corrected && RejectionOf(one, counted.GetValueOrDefault(corrected)) is { } refused)
        {
            Note(one, OutcomeKind.Rejected, refused);
        }
        else
        {
            counted[one.Id] = one;
            if (one.Body.Corrects is { } place)
            {
                corrections[place] = one;
            }
        }
    }

    private string? RejectionOf(LoggedEvent correction, LoggedEvent? corrected) =>
        corrected is null || corrected.Account != correction.Account ? "EVENT_NOT_COUNTED"
        : corrected.IsVoid ? "EVENT_IS_VOID"
        : corrected.OccurredAt != correction.OccurredAt ? "CORRECTION_MOVES_EVENT"
        : facts[correction.Account].IsLate(correction, corrected) ? "LATE_EVENT"
        : corrections.ContainsKey(corrected.Id) ? "CORRECTED_ALREADY"
        : null;

    private void Note(LoggedEvent one, OutcomeKind kind, string? reason)
    {
        if (!others.TryGetValue(one.Id, out var known))
        {
            others[one.Id] = known = [];
        }

        known.Add((one, kind, reason));
    }
}
