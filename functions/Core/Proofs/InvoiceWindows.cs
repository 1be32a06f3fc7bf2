using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Usage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Proofs;

/// <summary>Finds what is wrong in the events, windows and payments behind an invoice's lines.</summary>
internal static class InvoiceWindows
{
    /// <summary>The findings in the hours that the lines are charged for.</summary>
    internal static IEnumerable<Finding> Find(AccountReplay replay, Invoice issued, Invoice? rebuilt)
    {
        List<InvoiceLine> lines = [.. issued.Lines.Concat(rebuilt?.Lines ?? []).Where(line => line.Evidence is not null)];
        List<Period> periods = [.. lines.Select(line => line.Period).Distinct()];
        List<PositionRange> ranges = [.. lines.SelectMany(line => line.Evidence!.Positions)];
        bool IsCharged(Instant hour) => periods.Exists(period => UsageWindow.HourOf(period.Start) <= hour && hour < period.End);
        return replay.EventFindings.Where(pair => IsCharged(pair.Hour)).Select(pair => pair.Finding)
            .Concat(replay.WindowFindings().Where(pair => UsageWindow.HourOfId(pair.Window) is not { } hour || IsCharged(hour)).Select(pair => pair.Finding))
            .Concat(replay.Ledger.Book.Disagreements(replay.Ledger.Marks)
                .Where(pair => ranges.Exists(range => Touches(range, pair.Span))).Select(pair => pair.Finding));
    }

    private static bool Touches(PositionRange range, JournalSpan span) =>
        range.Log == span.From.Log && range.Partition == span.From.Partition
        && range.FromSequence <= span.To.Sequence && span.From.Sequence <= range.ToSequence;
}
