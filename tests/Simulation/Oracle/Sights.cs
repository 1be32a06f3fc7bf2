using Tallystick.Core.Billing;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Simulation.Runs;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Notes what a run has met.</summary>
/// <param name="sightings">Where it is noted.</param>
internal sealed class Sights(HashSet<Sighting> sightings)
{
    /// <summary>Looks at what became of events.</summary>
    internal void See(NaiveBook book)
    {
        foreach (var fate in book.Fates.Values)
        {
            foreach (var (delivery, kind) in fate.Others)
            {
                sightings.Add(kind switch
                {
                    OutcomeKind.Duplicate => Sighting.Duplicate,
                    OutcomeKind.Conflict => Sighting.Conflict,
                    _ => Sighting.Rejected,
                });
                See(Sighting.DuplicateAcrossLogs, kind == OutcomeKind.Duplicate && delivery.Position.Log != fate.Counted!.Position.Log);
            }
        }
    }

    /// <summary>Looks at a wallet.</summary>
    internal void See(Wallet wallet, IReadOnlyList<Hold> holds, IReadOnlyList<JournalEntry> journal)
    {
        See(Sighting.Owed, wallet.Owed > 0);
        See(Sighting.HoldPosted, holds.Any(hold => hold.Posted > 0));
        See(Sighting.HoldExpired, holds.Any(hold => hold.Status == HoldStatus.Expired));
        See(Sighting.HoldReleased, holds.Any(hold => hold.Status == HoldStatus.Released));
        See(Sighting.InvoiceRefunded, journal.Any(entry => entry.Kind == JournalKind.InvoiceRefund));
        See(Sighting.InvoiceCredited, journal.Any(entry => entry.Kind == JournalKind.InvoiceCredit));
        See(Sighting.InvoicePaid, journal.Any(entry => entry.Kind == JournalKind.InvoicePayment));
    }

    /// <summary>Looks at invoices.</summary>
    internal void See(IReadOnlyList<Invoice> invoices)
    {
        See(Sighting.CreditNote, invoices.Any(invoice => invoice.Type == InvoiceType.CreditNote));
        See(Sighting.DebitNote, invoices.Any(invoice => invoice.Type == InvoiceType.DebitNote));
        See(Sighting.LateLine, invoices.Any(invoice => invoice.Lines.Any(line => line.Period != invoice.Period)));
        See(Sighting.PrepaidInPart, invoices.Any(invoice => invoice.Lines.Any(line => line.Prepaid > 0 && line.Prepaid < line.TotalPrice)));
    }

    private void See(Sighting sighting, bool isSeen)
    {
        if (isSeen)
        {
            sightings.Add(sighting);
        }
    }
}
