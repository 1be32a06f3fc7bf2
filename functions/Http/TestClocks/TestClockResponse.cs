using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Http.TestClocks;

/// <summary>A clock for customers of test mode.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="CurrentTime">What it shows.</param>
/// <param name="CreatedAt">When it was made, by the real clock.</param>
internal sealed record TestClockResponse(Id<TestClock> Id, string? Name, Instant CurrentTime, Instant CreatedAt)
{
    public string Object => "testClock";

    public static TestClockResponse Of(TestClock clock) => new(clock.Id, clock.Name, clock.CurrentTime, clock.CreatedAt);
}
