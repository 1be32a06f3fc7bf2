using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Billing;

/// <summary>
/// Issues the drafts of several periods in one commit. Each commit takes the tenant's next numbers, so that of those who issue at once all but one lose: one
/// commit for many is what makes a month's end short.
/// </summary>
internal sealed class BulkIssuing(IDocumentStore store, InvoiceRegister invoices, IClosingObserver? observer)
{
    // Each is an invoice, a period, the entry of the next, and two facts, or one and the entry of what is left to pay; beside them are the counter, the outbox's
    // head, and what it does to the books.
    private const int MaxDrafts = 18;

    /// <summary>
    /// Issues what has a draft and no notes. A commit that does not hold, because another changed one of them or took the numbers, or that is too large, is let
    /// be: whoever closes a period alone issues it.
    /// </summary>
    internal async Task RunAsync(Tenant tenant, IEnumerable<DraftedPeriod> drafted, CancellationToken cancellation)
    {
        foreach (var some in drafted.Where(one => one.Period.Value is { InvoiceId: not null, Notes.Count: 0 }).Chunk(MaxDrafts))
        {
            var (drafts, steps, writes) = (new List<IssuableDraft>(), new List<(BillingPeriod Before, BillingPeriod After)>(), new List<DocumentWrite>());
            foreach (var one in some)
            {
                if (await invoices.FindDraftAsync(tenant, one.Period.Value.InvoiceId!.Value, cancellation) is { } draft)
                {
                    drafts.Add(IssuableDraft.Of(one.Context, draft));
                    var (after, changed) = one.Issuing();
                    steps.Add((one.Period.Value, after));
                    writes.AddRange(changed);
                }
            }

            if (drafts.Count == 0)
            {
                continue;
            }

            var (issuing, issued) = await invoices.IssuingAsync(tenant, drafts, cancellation);
            if (await IsMadeAsync(new DocumentCommit(BillingDocuments.PartitionOf(tenant), [.. writes, .. issuing]), cancellation))
            {
                for (var i = 0; i < issued.Count; i++)
                {
                    observer?.Advanced(steps[i].Before, steps[i].After, [issued[i]]);
                }
            }
        }
    }

    private async Task<bool> IsMadeAsync(DocumentCommit commit, CancellationToken cancellation) =>
        commit.Fits && await store.CommitAsync(commit.Partition, commit.Writes, cancellation);
}
