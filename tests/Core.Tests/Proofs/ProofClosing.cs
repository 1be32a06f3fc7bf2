using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>Closes the periods of a <see cref="ProofWorld"/>.</summary>
internal sealed class ProofClosing(ProofPipeline pipeline)
{
    /// <summary>Closes what is due of a subscription, and what becomes due by that.</summary>
    internal async Task CloseAsync(Subscription subscription)
    {
        var closer = pipeline.Closer;
        for (var goesOn = true; goesOn;)
        {
            goesOn = false;
            var all = await pipeline.Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{ProofWorld.Tenant}/billing", "due:"), default);
            foreach (var due in all.Where(due => due.Subscription == subscription.Id))
            {
                goesOn |= await closer.CloseAsync(due, default);
            }
        }
    }
}
