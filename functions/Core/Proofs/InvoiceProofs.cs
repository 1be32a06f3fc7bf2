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
    private readonly InvoiceList list;
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
        list = new InvoiceList(store);
        progress = new MeterProgress(store);
    }

    /// <summary>Proves one invoice. Refused: <c>INVOICE_NOT_FOUND</c>, <c>INVOICE_NOT_ISSUED</c>.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<Result<InvoiceProof>> ProveAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation)
    {
        if (await store.ReadAsync(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation) is not { } document)
        {
            return Refusal.NotFound("INVOICE", id.ToString());
        }

        return IsDraft(document)
            ? Refusal.Conflict("INVOICE_NOT_ISSUED", "The invoice was never issued: there is nothing to prove.")
            : (await ProveAsync(tenant, [id], cancellation))[0];
    }

    /// <summary>Proves a page of the tenant's invoices, the newest first. The log is read once for all of them. Drafts are passed over.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<Page<InvoiceProof>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation)
    {
        var ids = await list.IdsAsync(tenant, page, cancellation);
        var issued = new List<Id<Invoice>>();
        foreach (var id in ids.Items)
        {
            var document = await store.ReadAsync(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
            if (document is null || !IsDraft(document))
            {
                issued.Add(id);
            }
        }

        return new Page<InvoiceProof>(await ProveAsync(tenant, issued, cancellation), page, ids.Total);
    }

    private static bool IsDraft(StoredDocument document) => Unreadable.OrNull<Invoice>(document) is { Number: null, Status: InvoiceStatus.Draft or InvoiceStatus.Void };

    private async Task<IReadOnlyList<InvoiceProof>> ProveAsync(Tenant tenant, IReadOnlyList<Id<Invoice>> ids, CancellationToken cancellation)
    {
        var marks = new LogMarks(await progress.AllAsync(cancellation));
        var metrics = await definitions.MetricsAsync(tenant, cancellation);
        var key = await definitions.ProofKeyAsync(tenant, cancellation);
        var replays = new Dictionary<AccountId, AccountReplay>();
        foreach (var account in ids.Select(id => AccountOf(tenant, id)).Distinct())
        {
            var terms = await definitions.TermsAsync(account, cancellation);
            var ledger = await AccountLedger.ReadAsync(store, account, marks, cancellation);
            replays[account] = new AccountReplay(log, account, metrics, terms, key, ledger, claims);
        }

        await new LogReplay(log).RunAsync([.. replays.Values], marks, cancellation);
        var proofs = new List<InvoiceProof>();
        foreach (var id in ids)
        {
            proofs.Add(await check.RunAsync(tenant, id, replays[AccountOf(tenant, id)], cancellation));
        }

        return proofs;
    }

    // The id names its customer, so that a changed document does not lead to another one's events.
    private static AccountId AccountOf(Tenant tenant, Id<Invoice> id) =>
        AccountId.Of(tenant, ChildIds.CustomerOf(id) ?? throw new InvalidOperationException($"The invoice id {id} names no customer."));
}
