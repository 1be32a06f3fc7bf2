using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>
/// The difference between what was paid in advance of a period and what it is charged, now that its end is known: time that is not charged is given back,
/// citing the invoice that charged it; time that was not paid for is charged.
/// </summary>
internal sealed class FeeDifferences(IDocumentStore store)
{
    /// <summary>The lines; none where the period ended when it was to. None that gives back of an invoice that was called off, or what was taken back of one.</summary>
    internal async Task<IReadOnlyList<BillableLine>> OfAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var at = context.At(period.Index)!;
        var prices = at.PaidInAdvance.Where(price => !price.IsOneTime).ToList();
        if (prices.Count == 0 || await PaidAsync(context, period.Index, at, cancellation) is not var (paid, charged))
        {
            return [];
        }

        var (until, end) = (paid.Part.End, at.Share.Part.End);
        if (end < until)
        {
            var unused = new FeeShare(new Period(end, until), at.Share.Whole);
            return period.CalledOff.Contains(charged.Id)
                ? []
                : [.. prices.Select(price => AtMost(FeeLine.Credit(price, context.Currency, unused, charged), period)).Where(line => line.Amount != 0)];
        }

        var more = new FeeShare(new Period(until, Instant.Max(until, end)), at.Share.Whole);
        return [.. prices.Select(price => FeeLine.Of(price, context.Currency, period.Period, more)).OfType<BillableLine>()];
    }

    /// <summary>A credit of no more than is left of what was charged.</summary>
    private static BillableLine AtMost(BillableLine credit, BillingPeriod period) =>
        period.Noted?.FirstOrDefault(item => item.InvoiceId == credit.Original!.InvoiceId && item.PriceId == credit.PriceId) is { } item
            ? credit with { Amount = item.AtMost(credit.Amount) }
            : credit;

    /// <summary>How much was charged in advance of a period, and on which invoice; null where nothing was.</summary>
    private async Task<(FeeShare Paid, Invoice Charged)?> PaidAsync(
        SubscriptionContext context, int index, SubscriptionPeriod at, CancellationToken cancellation)
    {
        if (index == 0)
        {
            return await InvoiceAsync(context, InitialInvoices.IdFor(context.Subscription.Id), cancellation) is { } first
                ? (context.AsAgreed.At(0)!.Share, first)
                : null;
        }

        var id = BillingDocuments.Period(context.Subscription.Id.ToString(), index - 1);
        return await store.ReadAsync<BillingPeriod>(BillingDocuments.PartitionOf(context.Tenant), id, cancellation) is { Value: { InvoiceId: { } invoice, Next: not null } before }
            && await InvoiceAsync(context, invoice, cancellation) is { } original
            ? (before.NextShare ?? FeeShare.Full(at.Share.Whole), original)
            : null;
    }

    private async Task<Invoice?> InvoiceAsync(SubscriptionContext context, Id<Invoice> id, CancellationToken cancellation) =>
        (await store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(context.Tenant), id.ToString(), cancellation))?.Value;
}
