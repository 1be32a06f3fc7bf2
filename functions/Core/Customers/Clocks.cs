using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>What time it is for a customer.</summary>
/// <param name="time">The real clock.</param>
/// <param name="clocks">The test clocks.</param>
/// <param name="settings">How definitions come into force; null for at once.</param>
public sealed class Clocks(TimeProvider time, TestClocks clocks, CatalogSettings? settings = null)
{
    /// <summary>The real time: what the log's times can be compared with, whatever clock a customer lives by.</summary>
    public Instant Now => time.GetInstant();

    /// <summary>
    /// The real time from which on metering goes by what is being recorded now. Until it is written, and the log's clock has passed it on whatever
    /// machine, events are metered without it, and a replay must judge them alike.
    /// </summary>
    public Instant InForceFrom => Now + (settings?.CacheTime ?? Duration.Zero);

    /// <summary>The time of the customer's test clock, or the real time.</summary>
    public async ValueTask<Instant> NowForAsync(Tenant tenant, Customer customer, CancellationToken cancellation) =>
        customer.TestClockId is { } clock ? (await clocks.GetAsync(tenant, clock, cancellation)).OrThrow().CurrentTime : time.GetInstant();
}
