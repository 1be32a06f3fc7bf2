using Tallystick.Core.CreditNotes;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>
/// How much of each item of one invoice later invoices give back, with tax. What is given back of an item is taken from what was billed for it last, as far as
/// no credit note of the merchant's took that back.
/// </summary>
/// <param name="invoice">The invoice.</param>
internal sealed class LateCredits(Invoice invoice)
{
    private readonly HashSet<BilledItem> items = [.. invoice.Lines.Select(line => BilledItem.Of(invoice, line))];
    private readonly Dictionary<BilledItem, Stack<(Id<Invoice> On, decimal Left)>> billed = [];
    private readonly Dictionary<BilledItem, decimal> taken = [];

    /// <summary>What is given back by what was added: items of which nothing is are missing.</summary>
    internal IReadOnlyDictionary<BilledItem, decimal> Taken => taken;

    /// <summary>Adds an invoice or note of the subscription's, each in its turn.</summary>
    /// <param name="next">The invoice.</param>
    /// <param name="credited">What credit notes of the merchant's took back of it, by line.</param>
    internal void Add(Invoice next, ILookup<int, CreditedLine> credited)
    {
        foreach (var lines in next.Lines.GroupBy(line => BilledItem.Of(next, line)).Where(lines => items.Contains(lines.Key)))
        {
            // What is taken off on the item's own invoice is no credit for what came late.
            List<InvoiceLine> counted = [.. lines.Where(line => line.Original is not null || line.TotalAmount > 0)];
            var amount = counted.Sum(line => line.TotalAmount);
            if (amount < 0)
            {
                TakeBack(lines.Key, -amount);
            }
            else
            {
                StackOf(lines.Key).Push((next.Id, amount - counted.Sum(line => credited[line.LineId].Sum(part => part.Amount))));
            }
        }
    }

    private void TakeBack(BilledItem item, decimal amount)
    {
        for (var stack = StackOf(item); amount > 0 && stack.TryPop(out var last);)
        {
            var part = Math.Min(amount, last.Left);
            amount -= part;
            if (last.On == invoice.Id && part > 0)
            {
                taken[item] = taken.GetValueOrDefault(item) + part;
            }

            if (last.Left > part)
            {
                stack.Push((last.On, last.Left - part));
            }
        }
    }

    private Stack<(Id<Invoice> On, decimal Left)> StackOf(BilledItem item) =>
        billed.TryGetValue(item, out var stack) ? stack : billed[item] = new Stack<(Id<Invoice>, decimal)>();
}
