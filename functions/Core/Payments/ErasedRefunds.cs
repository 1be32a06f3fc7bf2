using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Payments;

/// <summary>What erasing a customer does to refunds.</summary>
/// <param name="store">Where the documents are.</param>
public sealed class ErasedRefunds(IDocumentStore store) : ICustomerErased
{
    /// <summary>Forgets why money went back, for it may say who it was.</summary>
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        var range = PaymentDocuments.AllRefunds(AccountId.Of(tenant, customer.Id).ToString());
        foreach (var document in await store.ListAsync(range, descending: false, 0, int.MaxValue, cancellation))
        {
            while (await store.ReadAsync<PaymentRefund>(range.Partition, document.Id, cancellation) is { Value.Reason: not null } read)
            {
                await store.CommitAsync(range.Partition, [(read with { Value = read.Value with { Reason = null } }).ToWrite(document.Id)], cancellation);
            }
        }
    }
}
