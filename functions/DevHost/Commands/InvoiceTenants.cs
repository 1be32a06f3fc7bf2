using System.Net;
using System.Text.Json;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Commands;

/// <summary>Finds invoices among all merchants of a server, in both modes.</summary>
internal static class InvoiceTenants
{
    private static readonly string[] Modes = ["live", "test"];

    /// <summary>The merchants, or the one that is named, each in each mode.</summary>
    internal static async Task<IReadOnlyList<(string Merchant, string Mode)>> ListAsync(TallyClient client, string? merchant, CancellationToken cancellation)
    {
        var merchants = merchant is null
            ? (await client.ListAsync("v0/merchants", cancellation)).Select(found => found.Text("id"))
            : [merchant];
        return [.. merchants.SelectMany(id => Modes.Select(mode => (id, mode)))];
    }

    /// <summary>The answer about an invoice, of the first merchant who has it.</summary>
    /// <param name="client">Calls as the operator.</param>
    /// <param name="merchant">The only merchant to ask; null for all.</param>
    /// <param name="path">The path below the merchant's invoices.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="CommandFailedException">Nobody has it.</exception>
    internal static async Task<JsonElement> FindAsync(TallyClient client, string? merchant, string path, CancellationToken cancellation)
    {
        RequestFailedException? missing = null;
        foreach (var (id, mode) in await ListAsync(client, merchant, cancellation))
        {
            try
            {
                return await client.GetAsync(PathOf(id, mode, path), cancellation);
            }
            catch (RequestFailedException refused) when (refused.Status == HttpStatusCode.NotFound)
            {
                missing = refused.Code == "INVOICE_NOT_FOUND" ? missing ?? refused : refused;
            }
        }

        throw missing as Exception ?? new CommandFailedException("There is no merchant.");
    }

    /// <summary>The path of something of a merchant's invoices.</summary>
    internal static string PathOf(string merchant, string mode, string path) => PathOf(merchant, mode, "invoices", path);

    /// <summary>The path of something of a merchant's.</summary>
    internal static string PathOf(string merchant, string mode, string room, string path) =>
        $"v0/merchants/{Uri.EscapeDataString(merchant)}/{room}/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}mode={mode}";
}
