using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>Finds what is wrong in the windows and payments behind an invoice's lines, and names the events that were changed.</summary>
internal sealed class InvoiceWindows(AccountReplay replay, ReplayedUsage usage, IClaimStore claims)
{
    /// <summary>The findings in the hours that the lines are charged for.</summary>
    internal async Task<IReadOnlyList<Finding>> FindAsync(Invoice issued, Invoice? rebuilt, CancellationToken cancellation)
    {
        List<InvoiceLine> lines = [.. issued.Lines, .. rebuilt?.Lines ?? []];
        var periods = lines.Where(line => line.Evidence is not null).Select(line => line.Period).Distinct().ToList();
        var findings = new List<Finding>();
        var wrong = new HashSet<string>();
        foreach (var (id, finding) in replay.WindowFindings())
        {
            var hour = UsageWindow.HourOfId(id);
            if (periods.Exists(period => UsageWindow.HourOf(period.Start) <= hour && hour < period.End))
            {
                findings.Add(finding);
                wrong.Add(id);
            }
        }

        foreach (var id in wrong.Where(replay.Windows.ContainsKey))
        {
            await AddEventsAsync(id, findings, cancellation);
        }

        var ranges = lines.Where(line => line.Evidence is not null).SelectMany(line => line.Evidence!.Positions).ToList();
        findings.AddRange(replay.Ledger.Book.Disagreements(replay.Ledger.Marks)
            .Where(pair => ranges.Exists(range => Touches(range, pair.Span))).Select(pair => pair.Finding));
        return findings;
    }

    private static bool Touches(PositionRange range, JournalSpan span) =>
        range.Log == span.From.Log && range.Partition == span.From.Partition
        && range.FromSequence <= span.To.Sequence && span.From.Sequence <= range.ToSequence;

    private async Task AddEventsAsync(string id, List<Finding> findings, CancellationToken cancellation)
    {
        try
        {
            await foreach (var counted in usage.CountedAsync(id, replay.Windows[id], cancellation))
            {
                var claim = await claims.FindAsync(counted.Delivery.Event, cancellation);
                if (claim?.Owner != counted.Position || claim?.BodyHash != counted.Delivery.BodyHash)
                {
                    findings.Add(new Finding(
                        FindingCodes.EventDiffers,
                        $"{counted.Position} of the log",
                        $"The log holds an event {counted.Delivery.Event} here that was not the one that was counted."));
                }
            }
        }
        catch (DamagedStoreException)
        {
            // The replay met the damage as well, and has told of it.
        }
    }
}
