using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Dunning;

/// <summary>Looks at the invoices that are due and not paid. Run by a timer; may run late, twice, or several at once.</summary>
/// <param name="store">Where the entries are.</param>
/// <param name="dunning">Does what is to be done.</param>
public sealed class DunningSweeper(IDocumentStore store, DunningService dunning) : IClockAdvanced
{
    private const int SweepSize = 500;

    /// <summary>Looks at all that are due by the real clock. One that cannot be done does not hold up the others.</summary>
    /// <returns>How many were looked at.</returns>
    /// <exception cref="StoreUnavailableException">Some could not be done: the next sweep does them.</exception>
    public async Task<int> SweepAsync(Instant now, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            count += await SweepAsync(tenant, clock: null, now, cancellation);
        }

        return count;
    }

    /// <inheritdoc/>
    public async Task AdvancedAsync(Tenant tenant, TestClock clock, CancellationToken cancellation)
    {
        while (await SweepAsync(tenant, clock.Id.ToString(), clock.CurrentTime, cancellation) > 0)
        {
            // Each look takes one step, and notes the next: one that is due by now as well is found again.
        }
    }

    private async Task<int> SweepAsync(Tenant tenant, string? clock, Instant now, CancellationToken cancellation)
    {
        StoreUnavailableException? missed = null;
        var due = await store.ListAsync(BillingDocuments.OwedUntil(tenant, clock, now), descending: false, 0, SweepSize, cancellation);
        foreach (var entry in due)
        {
            try
            {
                await dunning.LookAsync(tenant, entry, clock, cancellation);
            }
            catch (StoreUnavailableException exception)
            {
                missed = exception;
            }
        }

        return missed is null ? due.Count : throw new StoreUnavailableException("Some invoices that are due could not be looked at.", missed);
    }
}
