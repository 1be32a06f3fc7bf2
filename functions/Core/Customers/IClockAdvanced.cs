using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Customers;

/// <summary>Does what has become due when a test clock has moved.</summary>
public interface IClockAdvanced
{
    /// <summary>Called after the clock has moved, and again where the call before may have failed: doing it twice must be harmless.</summary>
    Task AdvancedAsync(Tenant tenant, TestClock clock, CancellationToken cancellation);
}
