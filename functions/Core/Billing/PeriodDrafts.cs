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
        var rated = await lines.OfAsync(context, period, next, pools, cancellation);
        period = period with { Unrated = rated.Unrated, Draws = rated.Draws };
        var credited = await CreditedAsync(context, rated, cancellation);
        List<Id<Invoice>> calledOff = [.. credited.Where(original => IsTakenBack(original.Value)).Select(original => original.Value.Id)];
        if (calledOff.Count > 0)
        {
            period = period with { CalledOff = [.. period.CalledOff, .. calledOff] };
            rated = await lines.OfAsync(context, period, next, pools: null, cancellation);
        }

        var pending = rated.Notes.Where(note => period.Notes.All(known => known.Original != note.Original.InvoiceId)).ToList();
        List<Invoice> notes = [.. pending.Take(MaxNotes).Select(note => DraftOf(context, period.Index, note, tax))];
        period = period.DraftNotes([.. notes.Select(note => new PeriodNote(note.Id, note.Original!.InvoiceId))]).OrThrow();
        List<DocumentWrite> writes = [.. pools?.Writes ?? [], .. notes.SelectMany(note => InvoiceRegister.Creating(note, context.Customer))];

        // Each is written as it is, so that it cannot be called off at the moment at which it is credited.
        List<Versioned<Invoice>> held = [.. credited.Where(original => !calledOff.Contains(original.Value.Id) && IsOn(original.Value, rated, notes) && !period.Held.Contains(original.Value.Id))];
        writes.AddRange(held.Take(MaxHeld).Select(original => original.ToWrite(original.Value.Id.ToString())));
        if (held.Count > MaxHeld)
        {
            period = period with { Draws = period.Draws ?? [] };
            return (period.Hold(held.Take(MaxHeld).Select(original => original.Value.Id)).OrThrow(), writes);
        }

        return pending.Count > MaxNotes ? (period with { Draws = period.Draws ?? [] }, writes) : Drafted(context, period, next, rated, tax, writes);
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
        return (drafted, [.. InvoiceRegister.Creating(invoice, context.Customer), .. notes]);
    }

    private Invoice DraftOf(SubscriptionContext context, int index, RatedNote note, TaxDecision tax) =>
        InvoiceDraft.Create(context.TermsFor(ChildIds.Next<Invoice>(ids, context.Customer.Id), index, note, tax), note.Lines, context.Now);

    /// <summary>True for an invoice of which nothing is given back any more: it was called off, or credit notes took all of it back.</summary>
    private static bool IsTakenBack(Invoice original) =>
        original.Status == InvoiceStatus.Void || (original.CreditedAmount > 0 && original.CreditedAmount == original.GrandTotal);

    /// <summary>True for an invoice that lines of the new invoice change, or one of the notes.</summary>
    private static bool IsOn(Invoice original, RatedPeriod rated, List<Invoice> notes) =>
        rated.Lines.Any(line => line.Original?.InvoiceId == original.Id) || notes.Exists(note => note.Original!.InvoiceId == original.Id);

    /// <summary>The earlier invoices of which something is given back, as they stand.</summary>
    private async Task<IReadOnlyList<Versioned<Invoice>>> CreditedAsync(SubscriptionContext context, RatedPeriod rated, CancellationToken cancellation)
    {
        var credited = new List<Versioned<Invoice>>();
        var late = rated.Lines.Where(line => line.Original is not null).Concat(rated.Notes.SelectMany(note => note.Lines));
        foreach (var original in late.Where(line => line.GivesBack).GroupBy(line => line.Original!.InvoiceId))
        {
            credited.Add(await store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(context.Tenant), original.Key.ToString(), cancellation)
                ?? throw new DamagedStoreException($"Invoice {original.Key} of a period is missing."));
        }

        return credited;
    }
}
