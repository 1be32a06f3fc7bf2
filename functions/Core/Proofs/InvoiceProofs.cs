using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Proofs;

/// <summary>Proves issued invoices: folds their accounts' part of the log again, rates it, and compares everything to the byte.</summary>
public sealed class InvoiceProofs
{
    private readonly IDocumentStore store;
    private readonly IEventLog log;
    private readonly IClaimStore claims;
    private readonly IAccountTermsReader definitions;
    private readonly InvoiceCheck check;
    private readonly MeterProgress progress;

    /// <summary>Makes the service.</summary>
    /// <param name="store">Definitions, windows, wallets, invoices.</param>
    /// <param name="log">The log.</param>
    /// <param name="claims">What was counted when the log was metered: names events that were changed or moved since. Nothing is decided by them.</param>
    /// <param name="blobs">Where issued invoices are kept.</param>
    /// <param name="definitions">The definitions in force.</param>
    /// <param name="customers">Who there is.</param>
    /// <param name="clocks">What time it is for a customer.</param>
    public InvoiceProofs(
        IDocumentStore store,
        IEventLog log,
        IClaimStore claims,
        IBlobStore blobs,
        IAccountTermsReader definitions,
        CustomerDirectory customers,
        Clocks clocks)
    {
        this.store = store;
        this.log = log;
        this.claims = claims;
        this.definitions = definitions;
        check = new InvoiceCheck(store, blobs, new SubscriptionContexts(store, customers, clocks));
        progress = new MeterProgress(store);
    }

    /// <summary>Proves one invoice. Refused: <c>INVOICE_NOT_FOUND</c>, <c>INVOICE_NOT_ISSUED</c>.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<Result<InvoiceProof>> ProveAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation)
    {
        if (ChildIds.CustomerOf(id) is null || await store.ReadAsync(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation) is not { } document)
        {
            return Refusal.NotFound("INVOICE", id.ToString());
        }

        return IsDraft(document)
            ? Refusal.Conflict("INVOICE_NOT_ISSUED", "The invoice was never issued: there is nothing to prove.")
            : (await ProveAsync(tenant, [id], cancellation))[0];
    }

    /// <summary>
    /// Proves a page of the tenant's invoices, by their documents, whether they are listed or not, in the order of their ids. The log is read once for all
    /// of them. Drafts are passed over. Whether there are all of them, <see cref="RegisterProofs"/> tells.
    /// </summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<Page<InvoiceProof>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation)
    {
        var range = BillingDocuments.InvoiceDocuments(tenant);
        var issued = new List<Id<Invoice>>();
        foreach (var document in await store.ListAsync(range, descending: false, page.Offset, page.Limit, cancellation))
        {
            if (!IsDraft(document) && Id<Invoice>.TryParse(document.Id, out var id) && ChildIds.CustomerOf(id) is not null)
            {
                issued.Add(id);
            }
        }

        return new Page<InvoiceProof>(await ProveAsync(tenant, issued, cancellation), page, await store.CountAsync(range, cancellation));
    }

    private static bool IsDraft(StoredDocument document) => Unreadable.OrNull<Invoice>(document) is { Number: null, Status: InvoiceStatus.Draft or InvoiceStatus.Void };

    private async Task<IReadOnlyList<InvoiceProof>> ProveAsync(Tenant tenant, IReadOnlyList<Id<Invoice>> ids, CancellationToken cancellation)
    {
        // Read once, and awaited for each account: what cannot be read is a finding of every invoice that depends on it.
        var marks = MarksAsync(cancellation);
        var metrics = definitions.MetricsAsync(tenant, cancellation).AsTask();
        var key = definitions.ProofKeyAsync(tenant, cancellation).AsTask();
        var replays = new Dictionary<AccountId, AccountReplay>();
        var unreadable = new Dictionary<AccountId, Finding>();
        foreach (var account in ids.Select(id => AccountOf(tenant, id)).Distinct())
        {
            try
            {
                var terms = await definitions.TermsAsync(account, cancellation);
                var ledger = await AccountLedger.ReadAsync(store, account, await marks, cancellation);
                replays[account] = new AccountReplay(log, account, await metrics, terms, await key, ledger, claims);
            }
            catch (Exception exception) when (Unreadable.Is(exception))
            {
                unreadable[account] = new Finding(FindingCodes.InvoiceNotRebuilt, $"{account}", exception.Message);
            }
        }

        if (replays.Count > 0)
        {
            await new LogReplay(log).RunAsync([.. replays.Values], await marks, cancellation);
        }

        var proofs = new List<InvoiceProof>();
        foreach (var id in ids)
        {
            var account = AccountOf(tenant, id);
            proofs.Add(replays.TryGetValue(account, out var replay)
                ? await check.RunAsync(tenant, id, replay, cancellation)
                : await check.FailedAsync(tenant, id, unreadable[account], cancellation));
        }

        return proofs;
    }

    private async Task<LogMarks> MarksAsync(CancellationToken cancellation) => new(await progress.AllAsync(cancellation));

    // The id names its customer, so that a changed document does not lead to another one's events.
    private static AccountId AccountOf(Tenant tenant, Id<Invoice> id) =>
        AccountId.Of(tenant, ChildIds.CustomerOf(id) ?? throw new InvalidOperationException($"The invoice id {id} names no customer."));
}
