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
        var rule = new string('-', 72);
        output.WriteLine();
        output.WriteLine($"Invoice {invoice.Text("invoiceNumber")} to {DemoSetup.CustomerName}, {Day("periodStart")} to {Day("periodEnd")}, in {invoice.Text("currency")}");
        output.WriteLine(rule);
        Row("", "quantity", "unit price", "amount");
        foreach (var line in Lines)
        {
            Row(line.Text("displayName"), Plain(line.Number("quantity")), Plain(line.Number("unitPrice")), Money(line.Number("totalPrice")));
        }

        output.WriteLine(rule);
        Total("Subtotal", invoice.Number("subtotal"));
        Total("Tax", invoice.Number("totalTax"));
        Total("Total", invoice.Number("grandTotal"));
        Total("Paid by the wallet with each use", -invoice.Number("prepaidAmount"));
        Total("Paid by the wallet at the end", invoice.Number("prepaidAmount") - invoice.Number("paidAmount"));
        Total($"Left to pay ({invoice.Text("status")})", invoice.Number("unpaidAmount"));
        output.WriteLine();

        string Day(string name) => invoice.Text(name)[..10];

        void Total(string name, decimal amount) => Row(name, "", "", Money(amount));

        void Row(string name, string quantity, string price, string amount) => output.WriteLine($"{name,-34}{quantity,14}{price,12}{amount,12}");
    }

    private static string Plain(decimal value) => value.ToString("#,0.#########", Culture);

    private static string Money(decimal value) => value.ToString("N2", Culture);
}
