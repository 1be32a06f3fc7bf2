using NodaTime;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>What time it is for a customer.</summary>
public sealed class Clocks(TimeProvider time, TestClocks clocks)
{
    /// <summary>The real time: what the log's times can be compared with, whatever clock a customer lives by.</summary>
    public Instant Now => time.GetInstant();

    /// <summary>The time of the customer's test clock, or the real time.</summary>
    public async ValueTask<Instant> NowForAsync(Tenant tenant, Customer customer, CancellationToken cancellation) =>
        customer.TestClockId is { } clock ? (await clocks.GetAsync(tenant, clock, cancellation)).OrThrow().CurrentTime : time.GetInstant();
}
