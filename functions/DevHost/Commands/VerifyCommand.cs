using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally verify</c>: exit code 0 where everything agrees.</summary>
internal static class VerifyCommand
{
    private const int PageSize = 100;

    internal static Command Create()
    {
        var invoice = new Argument<string?>("invoice") { Description = "The invoice's id: inv_…", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Verify every invoice, a line each, that none is missing, and the books." };
        var merchant = new Option<string?>("--merchant") { Description = "Only this merchant's; see 'tally merchants list'.", HelpName = "ID" };
        var json = new Option<bool>("--json") { Description = "Print the proofs as JSON, one a line." };
        var command = new Command("verify", "Build invoices again from the event log, and compare them to the byte. Exit code 1 where anything differs.")
        {
            invoice, all, merchant, json,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(invoice) is null) != result.GetValue(all))
            {
                result.AddError("Name one invoice, or say --all.");
            }
        });
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            var asJson = parsed.GetValue(json);
            if (parsed.GetValue(invoice) is { } id)
            {
                var proof = await InvoiceTenants.FindAsync(
                    connection.Operator, parsed.GetValue(merchant), $"{Uri.EscapeDataString(id)}/proof", cancellation);
                return Print(output, proof, asJson) ? 0 : 1;
            }

            var (verified, failed, isComplete, areBooksRight) = (0, 0, true, true);
            foreach (var (owner, mode) in await InvoiceTenants.ListAsync(connection.Operator, parsed.GetValue(merchant), cancellation))
            {
                await foreach (var proof in ProofsAsync(connection.Operator, owner, mode, cancellation))
                {
                    _ = Print(output, proof, asJson) ? verified++ : failed++;
                }

                var register = await connection.Operator.GetAsync(InvoiceTenants.PathOf(owner, mode, "register/proof"), cancellation);
                isComplete &= PrintWhole(output, register, "invoices", $"{owner} {mode}", asJson);
                var books = await connection.Operator.GetAsync(InvoiceTenants.PathOf(owner, mode, "books", "proof"), cancellation);
                areBooksRight &= PrintWhole(output, books, "books", $"{owner} {mode}", asJson);
            }

            if (!asJson)
            {
                output.WriteLine($"{verified} invoices verified, {failed} failed; {(isComplete ? "none is missing" : "their lists, numbers or files are not complete")}; {(areBooksRight ? "the books agree" : "the books do not agree")}");
            }

            return failed == 0 && isComplete && areBooksRight ? 0 : 1;
        });
        return command;
    }

    private static async IAsyncEnumerable<JsonElement> ProofsAsync(
        TallyClient client, string merchant, string mode, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long total;
        var offset = 0;
        do
        {
            // Drafts are left out, so a page may be shorter than it is long.
            var page = await client.GetAsync(InvoiceTenants.PathOf(merchant, mode, $"proofs?limit={PageSize}&offset={offset}"), cancellation);
            foreach (var proof in page.GetProperty("data").EnumerateArray())
            {
                yield return proof;
            }

            total = page.GetProperty("pagination").GetProperty("total").GetInt64();
            offset += PageSize;
        }
        while (offset < total);
    }

    private static bool PrintWhole(TextWriter output, JsonElement proof, string what, string owner, bool asJson)
    {
        var isVerified = proof.Text("status") == "verified";
        if (asJson)
        {
            output.WriteLine(proof.GetRawText());
        }
        else if (!isVerified)
        {
            output.WriteLine($"the {what} of {owner}  failed");
            WriteFindings(output, proof);
        }

        return isVerified;
    }

    private static bool Print(TextWriter output, JsonElement proof, bool asJson)
    {
        var isVerified = proof.Text("status") == "verified";
        if (asJson)
        {
            output.WriteLine(proof.GetRawText());
            return isVerified;
        }

        var lines = proof.GetProperty("lines").EnumerateArray().ToList();

        // An event that several metrics measure stands behind several lines: what is added up here are readings.
        var readings = lines.Sum(line => line.GetProperty("recomputed") is { ValueKind: JsonValueKind.Object } counted ? counted.GetProperty("eventCount").GetInt64() : 0);
        output.WriteLine($"{proof.Text("invoiceNumber"),-12}  {proof.Text("invoiceId")}  {proof.Text("status")}  {lines.Count} lines, {readings} readings");
        WriteFindings(output, proof);
        return isVerified;
    }

    private static void WriteFindings(TextWriter output, JsonElement proof)
    {
        foreach (var finding in proof.GetProperty("findings").EnumerateArray())
        {
            output.WriteLine($"  {finding.Text("message")}");
        }
    }
}
