using System.CommandLine;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally explain</c>.</summary>
internal static class ExplainCommand
{
    private const int PageSize = 100;

    internal static Command Create()
    {
        var invoice = new Argument<string>("invoice") { Description = "The invoice's id: inv_…" };
        var line = new Option<int>("--line") { Description = "The line's number, from 1.", HelpName = "N", Required = true };
        var merchant = new Option<string?>("--merchant") { Description = "Whose invoice it is; otherwise it is looked for.", HelpName = "ID" };
        var json = new Option<bool>("--json") { Description = "Print the events as JSON, one a line." };
        var command = new Command("explain", "List the events behind a line of an invoice: position in the log, time, value, idempotency key.")
        {
            invoice, line, merchant, json,
        };
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            var path = $"{Uri.EscapeDataString(parsed.GetRequiredValue(invoice))}/lines/{parsed.GetValue(line)}/events?limit={PageSize}&offset=";
            long total;
            long offset = 0;
            do
            {
                var page = await InvoiceTenants.FindAsync(connection.Operator, parsed.GetValue(merchant), path + offset, cancellation);
                foreach (var counted in page.GetProperty("data").EnumerateArray())
                {
                    output.WriteLine(parsed.GetValue(json)
                        ? counted.GetRawText()
                        : $"{counted.Text("position"),-14}  {counted.Text("timestamp"),-24}  {counted.Text("value"),12}  {counted.Text("idempotencyKey")}");
                }

                total = page.GetProperty("pagination").GetProperty("total").GetInt64();
                offset += PageSize;
            }
            while (offset < total);

            if (!parsed.GetValue(json))
            {
                output.WriteLine($"{total} events");
            }
        });
        return command;
    }
}
