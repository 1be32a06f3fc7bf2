using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>A time of its own for some customers of test mode: goes forward when it is told to, so that a year of billing is seen in a minute.</summary>
/// <param name="Id">The clock's id.</param>
/// <param name="Name">What it is called; null for nothing.</param>
/// <param name="CurrentTime">What it shows.</param>
/// <param name="CreatedAt">When it was made, by the real clock.</param>
public sealed record TestClock(Id<TestClock> Id, string? Name, Instant CurrentTime, Instant CreatedAt) : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "tc";

    /// <summary>The clock at a later time. Refused: <c>CLOCK_GOES_FORWARD</c>.</summary>
    public Result<TestClock> MoveTo(Instant time) =>
        time < CurrentTime
            ? Refusal.Invalid("currentTime", "A test clock only goes forward.", "CLOCK_GOES_FORWARD")
            : this with { CurrentTime = time };
}
