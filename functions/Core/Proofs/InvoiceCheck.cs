using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Proofs;

/// <summary>Holds one invoice against the replay of its account.</summary>
internal sealed class InvoiceCheck(IDocumentStore store, IBlobStore blobs, SubscriptionContexts contexts)
{
    private readonly UnfinishedInvoices unfinished = new(store);

    /// <summary>The proof of an invoice that was issued, or should have been.</summary>
    internal async Task<InvoiceProof> RunAsync(Tenant tenant, Id<Invoice> id, AccountReplay replay, CancellationToken cancellation)
    {
        var findings = new List<Finding>(replay.LogFindings);
        findings.AddRange(replay.Ledger.Book.Findings);
        var document = await store.ReadAsync(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
        var place = $"the document of {id}";
        if (document is null || Unreadable.OrNull<Invoice>(document) is not { Number: not null } issued)
        {
            findings.Add(new Finding(FindingCodes.InvoiceDiffers, place, document is null ? "It is missing." : "It cannot be read, or is not issued."));
            return new InvoiceProof(id, null, [], findings);
        }

        if (Purged(issued, replay) is { } purged)
        {
            return new InvoiceProof(id, issued.Number, LinesOf(issued, null), [purged]);
        }

        var usage = new ReplayedUsage(replay);
        var rebuilt = await RebuildAsync(tenant, id, issued, usage, findings, cancellation);
        AddDifferences(findings, FindingCodes.InvoiceDiffers, place, issued.ToBody(), document.Body);
        CheckPayments(findings, place, issued, replay.Ledger.Book);
        if (rebuilt is not null)
        {
            var expected = rebuilt.ToBody();
            AddDifferences(findings, FindingCodes.InvoiceDiffers, place, expected, issued.AsIssued().ToBody());
            await CheckFileAsync(tenant, issued, findings, expected, cancellation);
        }

        findings.AddRange(InvoiceWindows.Find(replay, issued, rebuilt));
        return new InvoiceProof(id, issued.Number, LinesOf(issued, rebuilt), [.. findings.Distinct()]);
    }

    /// <summary>The proof of an invoice of an account that could not be replayed.</summary>
    internal async Task<InvoiceProof> FailedAsync(Tenant tenant, Id<Invoice> id, Finding finding, CancellationToken cancellation)
    {
        var document = await store.ReadAsync(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
        return new InvoiceProof(id, document is null ? null : Unreadable.OrNull<Invoice>(document)?.Number, [], [finding]);
    }

    private static Finding? Purged(Invoice issued, AccountReplay replay)
    {
        foreach (var range in issued.Lines.SelectMany(line => line.Evidence?.Positions ?? []))
        {
            if (replay.Beginnings.TryGetValue((range.Log, range.Partition), out var first) && range.FromSequence < first)
            {
                return new Finding(
                    FindingCodes.LogPurged,
                    $"partition {range.Partition} of log {range.Log}",
                    $"Records before {first} are no longer kept; the invoice counts some from {range.FromSequence} on.");
            }
        }

        return null;
    }

    private static void AddDifferences(
        List<Finding> findings, string code, string place, ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> found) =>
        findings.AddRange(JsonDifference.Between(expected, found).Select(difference =>
            new Finding(code, place, "It is not what the log and the definitions make.")
            {
                Path = difference.Path,
                Expected = difference.Expected,
                Found = difference.Found,
            }));

    private static void CheckPayments(List<Finding> findings, string place, Invoice issued, WalletBook book)
    {
        var (paid, journal) = (issued.PaidAmount - issued.Prepaid, issued.Status == InvoiceStatus.Void ? 0 : book.PaidFor(issued.Id.ToString()));
        if (paid != journal)
        {
            findings.Add(new Finding(
                FindingCodes.InvoicePaymentDiffers, place, $"Since the issue the wallet paid {journal} by its journal; the invoice says {paid}."));
        }
    }

    private static List<LineProof> LinesOf(Invoice issued, Invoice? rebuilt)
    {
        var lines = new List<LineProof>();
        for (var i = 0; i < Math.Max(issued.Lines.Count, rebuilt?.Lines.Count ?? 0); i++)
        {
            var claimed = i < issued.Lines.Count ? issued.Lines[i] : null;
            var recomputed = i < rebuilt?.Lines.Count ? rebuilt.Lines[i] : null;
            lines.Add(new LineProof(i + 1, (claimed ?? recomputed)!.DisplayName, claimed?.Evidence, recomputed?.Evidence));
        }

        return lines;
    }

    private async Task<Invoice?> RebuildAsync(
        Tenant tenant, Id<Invoice> id, Invoice issued, ReplayedUsage usage, List<Finding> findings, CancellationToken cancellation)
    {
        try
        {
            var context = Id<Core.Customers.Subscription>.TryParse(issued.SubscriptionId, out var subscription)
                ? await contexts.FindAsync(tenant, subscription, cancellation)
                : null;
            var rebuilt = context is null ? null : await new InvoiceRebuild(store, usage).OfAsync(context, issued with { Id = id }, cancellation);
            if (rebuilt is null)
            {
                findings.Add(new Finding(FindingCodes.InvoiceNotRebuilt, $"{id}", "No subscription has a period with this invoice."));
            }

            return rebuilt;
        }
        catch (Exception exception) when (Unreadable.Is(exception) || (exception is StoreUnavailableException && findings.Count > 0))
        {
            // Thrown at documents that were changed: the period, a definition, or the facts that the invoice itself tells.
            findings.Add(new Finding(FindingCodes.InvoiceNotRebuilt, $"{id}", exception.Message));
            return null;
        }
    }

    private async Task CheckFileAsync(Tenant tenant, Invoice issued, List<Finding> findings, ReadOnlyMemory<byte> expected, CancellationToken cancellation)
    {
        var name = BillingDocuments.File(tenant, issued.Number!);
        var place = $"the file {name}";
        ReadOnlyMemory<byte>? file = null;
        try
        {
            file = await blobs.GetAsync(name, cancellation);
        }
        catch (ArgumentException)
        {
            // A number that was changed and can name no file: it has been found to differ, and there is no file of that name.
        }

        if (file is { } content)
        {
            AddDifferences(findings, FindingCodes.FileDiffers, place, expected, content);
        }
        else if (!await unfinished.HasAsync(tenant, issued, cancellation))
        {
            findings.Add(new Finding(FindingCodes.FileMissing, place, "There is no such file."));
        }
    }
}
