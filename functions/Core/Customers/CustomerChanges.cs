using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Customers;

/// <summary>Commits changes of customers that merchants are told of.</summary>
/// <param name="store">Where the documents are.</param>
/// <param name="clocks">What time it is for customers.</param>
public sealed class CustomerChanges(IDocumentStore store, Clocks clocks)
{
    private readonly Announcements announcements = new(store);

    /// <summary>Writes a customer in the place of what was read, and tells of it; nothing of either where the two are the same.</summary>
    /// <returns>False where another was faster.</returns>
    internal async ValueTask<bool> CommitAsync(Tenant tenant, Versioned<Customer> read, Customer changed, CancellationToken cancellation)
    {
        var write = (read with { Value = changed }).ToWrite(changed.Id.ToString());
        if (write.Body.Span.SequenceEqual(read.Value.ToBody().Span))
        {
            return true;
        }

        var fact = CustomerFigures.ChangeOf(changed, write, await clocks.NowForAsync(tenant, changed, cancellation));
        return await announcements.CommitAsync(tenant, CustomerPartition.Of(tenant), [write], [fact], cancellation);
    }
}
