using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Tests.Contracts.Memory;
using Tallystick.Tests.Simulation.Nodes;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>The log proves the books: every invoice is verified, there are all of them, the books have what they and the wallets did, and the ledger is what the log folds to.</summary>
internal sealed class ProofAudit(Action<string, string> fail, Services services)
{
    /// <summary>Proves everything.</summary>
    internal async Task CheckAsync(IEnumerable<Tenant> tenants)
    {
        foreach (var tenant in tenants)
        {
            var proofs = await services.Proofs.PageAsync(tenant, new PageRequest(int.MaxValue), default);
            foreach (var proof in proofs.Items.Where(proof => !proof.IsVerified))
            {
                fail("EVERY_INVOICE_IS_PROVED", $"{tenant} {proof.Invoice} {proof.Number}: {proof.Findings[0]}");
            }

            foreach (var finding in (await services.Registers.ProveAsync(tenant, default)).Findings)
            {
                fail("ALL_INVOICES_ARE_LISTED_NUMBERED_AND_KEPT", $"{tenant}: {finding}");
            }

            foreach (var finding in (await services.Books.ProveAsync(tenant, default)).Findings)
            {
                fail("THE_BOOKS_HAVE_EVERY_FACT_ONCE", $"{tenant}: {finding}");
            }
        }

        var rebuilt = await new LedgerRebuild(services.Log, services.Store, new MemoryDocumentStore(), new MemoryClaimStore(), services.Definitions).RunAsync(default);
        if (rebuilt.Findings.Count > 0)
        {
            fail("THE_LEDGER_IS_WHAT_THE_LOG_FOLDS_TO", $"{rebuilt.Findings[0]}");
        }
    }
}
