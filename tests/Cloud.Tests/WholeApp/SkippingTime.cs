using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>The clock of a test, whose waits are over at once: each moves the clock on by as much.</summary>
internal sealed class SkippingTime(ManualTime time) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            time.Advance(dueTime);
        }

        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
