using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Previews invoices: rates periods that are not closed yet with what is counted by now, by the same rules as closing does.</summary>
public sealed class UpcomingInvoices
{
    private readonly SubscriptionContexts contexts;
    private readonly PeriodLines lines;
    private readonly UnbilledPeriods unbilled;
    private readonly ITaxSource taxes;
    private readonly IDocumentStore store;

    /// <summary>Makes the service.</summary>
    public UpcomingInvoices(IDocumentStore store, CustomerDirectory customers, Clocks clocks, UsageReader usage, ITaxSource taxes)
    {
        (this.taxes, this.store) = (taxes, store);
        contexts = new SubscriptionContexts(store, customers, clocks);
        lines = new PeriodLines(store, usage);
        unbilled = new UnbilledPeriods(store);
    }

    /// <summary>
    /// The invoice of the earliest period that has none. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>; <c>NO_UPCOMING_INVOICE</c> for a subscription that was
    /// never active, is paused until nobody knows when, or has ended and is billed to its end.
    /// </summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<Result<UpcomingInvoice>> OfAsync(Tenant tenant, Id<Subscription> id, CancellationToken cancellation)
    {
        if (await contexts.FindAsync(tenant, id, cancellation) is not { } context)
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        try
        {
            return await OfAsync(context, cancellation);
        }
        catch (OverflowException exception)
        {
            return Refusal.Conflict("AMOUNT_TOO_LARGE", AmountTooLargeException.Of(exception, "The invoice").Message);
        }
    }

    private async Task<Result<UpcomingInvoice>> OfAsync(SubscriptionContext context, CancellationToken cancellation)
    {
        // What is not charged, a part of a trial before a change of plan, is closed without an invoice: the next one is that of a period behind it.
        for (var period = await unbilled.NextAsync(context, cancellation); period is { HasEnd: true }; period = context.StepAt(period.Index + 1))
        {
            var (next, counted) = (context.ChargedAfter(period.Index), await unbilled.AsSealedAsync(period, cancellation));
            var pools = counted.Draws is null ? await AccountPools.LoadAsync(store, context.Tenant, context.Customer, period.Period.End, cancellation) : null;
            var (_, rated, _) = await lines.RateAsync(context, counted, next, pools, cancellation);
            if (rated.HasInvoice || rated.Notes.Count > 0)
            {
                return await OfAsync(context, period, next, rated, cancellation);
            }
        }

        return NothingUpcoming;
    }

    private static Refusal NothingUpcoming => Refusal.Conflict("NO_UPCOMING_INVOICE", "Nothing is to be invoiced: the subscription is not active, is paused, or has ended and is billed to its end.");

    private static Id<Invoice> PreviewId(Id<Subscription> subscription) => Id<Invoice>.Of(subscription.Suffix);

    private async Task<UpcomingInvoice> OfAsync(
        SubscriptionContext context, BillingPeriod period, SubscriptionPeriod? next, RatedPeriod rated, CancellationToken cancellation)
    {
        var (id, dueAt) = (PreviewId(context.Subscription.Id), context.DueAt(period));
        var tax = await taxes.DecideAsync(context.TaxQuestionFor(period.Index, next), cancellation);
        return new UpcomingInvoice(
            InvoiceDraft.Create(context.TermsFor(id, period.Index, period.Period, period.GraceEnd ?? dueAt, tax), rated.Lines, context.Now),
            [.. rated.Notes.Select(note => InvoiceDraft.Create(context.TermsFor(id, period.Index, note, tax), note.Lines, context.Now))],
            dueAt);
    }
}
