using NodaTime;
using Tallystick.Core.Rating;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>An invoice as a page to read and print: one file, no script, nothing loaded from elsewhere.</summary>
public static class InvoiceHtml
{
    /// <summary>The page; the same invoice and recipient give the same text.</summary>
    /// <exception cref="FormatException">The invoice names a time zone that does not exist.</exception>
    public static string Render(Invoice invoice, InvoiceRecipient recipient)
    {
        var print = new InvoicePrinter(invoice.Currency, TimeZones.Find(invoice.TimeZone));
        return Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Title(invoice)} – {invoice.MerchantName}</title>
            <style>
            {InvoiceStyle.Css}
            </style>
            </head>
            <body>
            <header>
            <h1>{invoice.MerchantName}</h1>
            <div class="number">{Title(invoice)}<br><span class="status">{invoice.Status.ToString()}</span></div>
            </header>
            <main>
            {Facts(invoice, recipient, print)}
            <table>
            <caption>All amounts in {invoice.Currency.ToString()}</caption>
            <thead><tr>
            <th scope="col">Item</th><th scope="col">Quantity</th><th scope="col">Unit price</th>
            <th scope="col">Price</th><th scope="col">Tax</th><th scope="col">Amount</th>
            </tr></thead>
            <tbody>
            {Html.Join(invoice.Lines.Select(line => Line(line, invoice, print)))}</tbody>
            <tfoot>
            {Totals(invoice, print)}</tfoot>
            </table>
            {Treatment(invoice)}</main>
            {Footer(invoice)}
            </body>
            </html>

            """).Text;
    }

    private static string Title(Invoice invoice)
    {
        var type = invoice.Type switch
        {
            InvoiceType.CreditNote => "Credit note",
            InvoiceType.DebitNote => "Debit note",
            _ => "Invoice",
        };
        var title = invoice.Number is { } number ? $"{type} {number}" : $"Draft {type.ToLowerInvariant()}";
        return invoice.Original is { } original ? $"{title} to invoice {original.Number}" : title;
    }

    private static Html Facts(Invoice invoice, InvoiceRecipient recipient, InvoicePrinter print) => Html.Of($"""
        <dl class="facts">
        {By(invoice)}<dt>Billed to</dt><dd>{recipient.Name}{Optional(recipient.Email, email => Html.Of($"<br>{email}"))}{Optional(recipient.TaxId, id => Html.Of($"<br>Tax id {id}"))}</dd>
        <dt>Period</dt><dd>{print.Time(invoice.Period.Start)} up to {print.Time(invoice.Period.End)}<br>in the time of {invoice.TimeZone}</dd>
        {Fact("Issued", invoice.IssuedAt, print)}{Fact("Due", invoice.DueAt, print)}{Fact("Paid", invoice.PaidAt, print)}{Fact("Void since", invoice.VoidedAt, print)}
        <dt>Reference</dt><dd><code>{invoice.Id.ToString()}</code></dd>
        </dl>
        """);

    /// <summary>Who bills, where the invoice says more than the name.</summary>
    private static Html By(Invoice invoice)
    {
        if (invoice.Seller is not { } seller)
        {
            return new Html("");
        }

        var address = (seller.Address ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var lines = address.Select(line => Html.Of($"<br>{line}"));
        return Html.Of($"<dt>Billed by</dt><dd>{seller.LegalName ?? invoice.MerchantName}{Html.Join(lines)}{Optional(seller.TaxId, id => Html.Of($"<br>Tax id {id}"))}</dd>\n");
    }

    private static Html Fact(string name, Instant? at, InvoicePrinter print) =>
        at is { } instant ? Html.Of($"<dt>{name}</dt><dd>{print.Time(instant)}</dd>") : new Html("");

    private static Html Line(InvoiceLine line, Invoice invoice, InvoicePrinter print) => Html.Of($"""
        <tr>
        <td>{line.DisplayName}{Optional(Note(line, invoice, print), note => Html.Of($"<small>{note}</small>"))}</td>
        <td>{InvoicePrinter.Number(line.Quantity)}{Optional(line.Unit, unit => Html.Of($" {unit}"))}{Optional(Covered(line), covered => Html.Of($"<small>{covered}</small>"))}</td>
        <td>{InvoicePrinter.Number(line.UnitPrice)}</td>
        <td>{print.Money(line.TotalPrice)}</td>
        <td>{print.Money(line.TotalTax)}<small>{InvoicePrinter.Percent(line.TaxRate)}</small></td>
        <td>{print.Money(line.TotalAmount)}</td>
        </tr>
        {Html.Join((line.Details ?? []).Select(Detail))}
        """);

    private static string? Covered(InvoiceLine line) => line.CoveredQuantity is { } covered
        ? $"{(covered > 0 ? "besides" : "given back:")} {InvoicePrinter.Number(Math.Abs(covered))} paid by granted units"
        : null;

    private static Html Detail(RatedDetail detail) => Html.Of($"""
        <tr class="detail">
        <td>{detail.Label}</td>
        <td>{InvoicePrinter.Number(detail.Quantity)}</td>
        <td>{InvoicePrinter.Number(detail.UnitPrice)}</td>
        <td>{InvoicePrinter.Number(detail.Amount)}</td>
        <td></td><td></td>
        </tr>

        """);

    private static string? Note(InvoiceLine line, Invoice invoice, InvoicePrinter print)
    {
        var metric = line.MetricName == line.DisplayName ? null : line.MetricName;
        var period = line.Period == invoice.Period ? null : $"{print.Time(line.Period.Start)} up to {print.Time(line.Period.End)}";
        var part = line.PartOf is { } whole ? $"a part of {print.Time(whole.Start)} up to {print.Time(whole.End)}" : null;
        var type = line.LineItemType == LineItemType.Refund ? "Refund" : null;
        var original = line.Original is { } cited ? $"to invoice {cited.Number}" : null;
        var parts = new[] { type, metric, period, part, original }.OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    private static Html Totals(Invoice invoice, InvoicePrinter print)
    {
        var payments = invoice.PaidAmount - invoice.Prepaid;
        var balance = invoice.Prepaid == 0 ? default(Html?) : Total("part", "Paid from balance", print.Money(-invoice.Prepaid));
        var paid = payments == 0 ? default(Html?) : Total("part", payments > 0 ? "Payments" : "Paid into balance", print.Money(-payments));
        var setOff = invoice.SetOffAmount == 0 ? default(Html?) : Total("part", "Set off", print.Money(-invoice.SetOffAmount));
        return Html.Join(new[]
        {
            Total("part", "Subtotal", print.Money(invoice.Subtotal)),
            Html.Join(Taxes(invoice, print)),
            Total("sum", "Total", print.Money(invoice.GrandTotal)),
            balance,
            paid,
            setOff,
            Total("due", "Amount due", $"{invoice.Currency} {print.Money(invoice.UnpaidAmount)}"),
        }.OfType<Html>());
    }

    private static IEnumerable<Html> Taxes(Invoice invoice, InvoicePrinter print)
    {
        var name = invoice.TaxBehavior == TaxBehavior.Inclusive ? "Tax, included in the prices" : "Tax";
        return invoice.TaxTotals is { Count: > 1 } rates
            ? rates.Select(rate => Total("", $"{name}: {InvoicePrinter.Percent(rate.Rate)} of {print.Money(rate.Taxable)}", print.Money(rate.Tax)))
            : [Total("", name, print.Money(invoice.TotalTax))];
    }

    /// <summary>Why there is no tax, in the words that the law has for it.</summary>
    private static Html Treatment(Invoice invoice) => invoice.TaxTreatment switch
    {
        TaxTreatment.ReverseCharge => new Html("<p>Reverse charge: the customer accounts for the tax.</p>\n"),
        TaxTreatment.Exempt => new Html("<p>Exempt from tax.</p>\n"),
        _ => new Html(""),
    };

    private static Html Total(string style, string name, string amount) =>
        Html.Of($"<tr class=\"{style}\"><th scope=\"row\" colspan=\"5\">{name}</th><td>{amount}</td></tr>\n");

    private static Html Footer(Invoice invoice)
    {
        var counted = invoice.Lines.Where(line => line.Evidence is not null).ToList();
        if (counted.Count == 0)
        {
            return new Html("");
        }

        var events = InvoicePrinter.Number(counted.Sum(line => line.Evidence!.EventCount));
        return Html.Of($"""
            <footer>
            <p>Events counted: {events}. Every one is kept in an append-only log; the lines cite the stretches of the log
            (log.partition:first-last record) that they were counted from.
            Invoice {invoice.Id.ToString()}</p>
            {Html.Join(counted.Select(Evidence))}</footer>
            """);
    }

    private static Html Evidence(InvoiceLine line)
    {
        var positions = string.Join(' ', line.Evidence!.Positions.Select(InvoicePrinter.Range));
        return Html.Of($"<p>{line.DisplayName}: {InvoicePrinter.Number(line.Evidence.EventCount)} in <code>{positions}</code>, hash <code>{line.Evidence.Hash.ToString()}</code></p>\n");
    }

    private static Html Optional<T>(T? value, Func<T, Html> html)
        where T : class => value is null ? new Html("") : html(value);
}
