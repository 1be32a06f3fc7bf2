using System.Globalization;
using System.Text.Json;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Demo;

/// <summary>The demo's invoice, as the API shows it.</summary>
/// <param name="invoice">The invoice with its lines.</param>
internal sealed class DemoInvoice(JsonElement invoice)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private IEnumerable<JsonElement> Lines => invoice.GetProperty("lineItems").EnumerateArray();

    /// <summary>Reads the one invoice of the demo's customer.</summary>
    /// <exception cref="CommandFailedException">There is none, or more than one.</exception>
    internal static async Task<DemoInvoice> ReadAsync(TallyClient client, DemoFile demo, CancellationToken cancellation)
    {
        var found = await client.ListAsync($"v2/invoices?customerId={demo.CustomerId}", cancellation);
        return found is [var one]
            ? new DemoInvoice(await client.GetAsync($"v2/invoices/{one.Text("id")}?expand=lineItems", cancellation))
            : throw new CommandFailedException($"MISMATCH: the demo's month should have 1 invoice, but has {found.Count}.");
    }

    /// <summary>What the invoice bills.</summary>
    internal DemoTotals Totals(DemoMetrics metrics)
    {
        return new DemoTotals(Of(metrics.Basic), Of(metrics.Premium), Of(metrics.ExecutionTime));

        decimal Of(string metric) => Lines.Where(line => line.Text("billableMetricId") == metric).Sum(line => line.Number("quantity"));
    }

    /// <summary>Prints it as a table.</summary>
    internal void Write(TextWriter output)
    {
        var currency = invoice.Text("currency");
        output.WriteLine();
        output.WriteLine($"Invoice {invoice.Text("invoiceNumber")} to {invoice.Text("customerName")}, {invoice.Text("periodStart")} to {invoice.Text("periodEnd")}");
        Row("", "quantity", "unit price", currency);
        foreach (var line in Lines)
        {
            Row(line.Text("displayName"), Plain(line.Number("quantity")), Plain(line.Number("unitPrice")), Money(line, "totalPrice"));
        }

        output.WriteLine(new string('-', 64));
        Row("Subtotal", "", "", Money(invoice, "subtotal"));
        Row("Tax", "", "", Money(invoice, "totalTax"));
        Row("Total", "", "", Money(invoice, "grandTotal"));
        Row("Paid from the wallet", "", "", Money(invoice, "paidAmount"));
        Row($"Left to pay ({invoice.Text("status")})", "", "", Money(invoice, "unpaidAmount"));
        output.WriteLine();

        void Row(string name, string quantity, string price, string amount) => output.WriteLine($"{name,-28}{quantity,14}{price,12}{amount,10}");
    }

    private static string Plain(decimal value) => value.ToString("#,0.#########", Culture);

    private static string Money(JsonElement element, string name) => element.Number(name).ToString("N2", Culture);
}
