using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Drafts the invoice of a sealed period and its notes.</summary>
internal sealed class PeriodDrafts(IDocumentStore store, IIdSource ids, IUsageSource usage, ITaxSource taxes)
{
    /// <summary>How many notes a commit drafts: each is three writes, and one for the invoice that it credits, of the hundred that a commit may have.</summary>
    private const int MaxNotes = 10;

    /// <summary>How many credited invoices a commit holds on to: a write each.</summary>
    private const int MaxHeld = 40;

    private readonly PeriodLines lines = new(store, usage);

    /// <summary>The period drafted, or with some more of its notes, or of what it holds on to, where one commit cannot take all; and what is written together with it.</summary>
    internal async Task<(BillingPeriod Next, IReadOnlyList<DocumentWrite> Writes)> NextAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var next = context.ChargedAfter(period.Index);
        var tax = await taxes.DecideAsync(context.TaxQuestionFor(period.Index, next), cancellation);
        var pools = period.Draws is null ? await AccountPools.LoadAsync(store, context.Tenant, context.Customer, period.Period.End, cancellation) : null;
        var before = period.Noted;
        (period, var rated, var earlier) = await lines.RateAsync(context, period, next, pools, cancellation);
        var pending = rated.Notes.Where(note => period.Notes.All(known => known.Original != note.Original.InvoiceId)).ToList();
        List<Invoice> notes = [.. pending.Take(MaxNotes).Select(note => DraftOf(context, period.Index, note, tax))];
        period = period.DraftNotes([.. notes.Select(note => new PeriodNote(note.Id, note.Original!.InvoiceId))]).OrThrow();
        List<DocumentWrite> writes = [.. pools?.Writes ?? [], .. notes.SelectMany(note => InvoiceRegister.Creating(note, context.Customer))];

        // Each is written as it is, so that it cannot be called off or taken back at the moment at which it is credited.
        var credited = OriginalsOn(rated, notes);
        List<Versioned<Invoice>> held = [.. earlier.Where(one => one.Value.Status != InvoiceStatus.Void && IsOf(one.Value, credited) && !period.Held.Contains(one.Value.Id))];
        writes.AddRange(held.Take(MaxHeld).Select(one => one.ToWrite(one.Value.Id.ToString())));
        if (held.Count <= MaxHeld && pending.Count <= MaxNotes)
        {
            return Drafted(context, period, next, rated, tax, writes);
        }

        period = held.Count > MaxHeld ? period.Hold(held.Take(MaxHeld).Select(one => one.Value.Id)).OrThrow() : period;
        return (period with { Draws = period.Draws ?? [], Noted = Settled(period, before) }, writes);
    }

    private (BillingPeriod Next, IReadOnlyList<DocumentWrite> Writes) Drafted(
        SubscriptionContext context, BillingPeriod period, SubscriptionPeriod? next, RatedPeriod rated, TaxDecision tax, IReadOnlyList<DocumentWrite> notes)
    {
        var review = context.VersionAt(period.Index).Terms.ReviewDuration;
        if (!rated.HasInvoice)
        {
            return (period.Draft(invoice: null, context.Now, review).OrThrow(), notes);
        }

        var id = ChildIds.Next<Invoice>(ids, context.Customer.Id);
        var invoice = InvoiceDraft.Create(context.TermsFor(id, period.Index, period.Period, period.GraceEnd, tax), rated.Lines, context.Now);
        var drafted = period.Draft(id, context.Now, review).OrThrow() with { Next = next?.Period, NextShare = next is { Share.IsWhole: false } ? next.Share : null };
        return (drafted, [.. InvoiceRegister.Creating(invoice with { IssuesAt = drafted.ReviewEnd }, context.Customer), .. notes]);
    }

    private Invoice DraftOf(SubscriptionContext context, int index, RatedNote note, TaxDecision tax) =>
        InvoiceDraft.Create(context.TermsFor(ChildIds.Next<Invoice>(ids, context.Customer.Id), index, note, tax), note.Lines, context.Now) with
        {
            IssuesAt = BillingPeriodTransitions.ReviewEnd(context.Now, context.VersionAt(index).Terms.ReviewDuration),
        };

    /// <summary>What is known for good by this commit of what was taken back; the rest is looked up again by the next.</summary>
    private static List<NotedItem>? Settled(BillingPeriod period, IReadOnlyList<NotedItem>? before) => period.Noted?
        .Where(item => before?.Contains(item) == true || period.Held.Contains(item.InvoiceId) || period.Notes.Any(note => note.Original == item.InvoiceId)).ToList();

    /// <summary>The invoices that lines of the new invoice change, or one of the notes.</summary>
    private static HashSet<Id<Invoice>> OriginalsOn(RatedPeriod rated, List<Invoice> notes) =>
        [.. rated.Lines.Where(line => line.Original is not null).Select(line => line.Original!.InvoiceId), .. notes.Select(note => note.Original!.InvoiceId)];

    /// <summary>True for one of the originals, and for what cites one.</summary>
    private static bool IsOf(Invoice invoice, HashSet<Id<Invoice>> originals) =>
        originals.Contains(invoice.Id) || invoice.Lines.Any(line => line.Original is { } cited && originals.Contains(cited.InvoiceId));
}
