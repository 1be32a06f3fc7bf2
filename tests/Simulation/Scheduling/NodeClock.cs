using NodaTime;

namespace Tallystick.Tests.Simulation.Scheduling;

/// <summary>A clock that may be wrong: true time and an offset.</summary>
/// <param name="scheduler">Knows the true time.</param>
internal sealed class NodeClock(Scheduler scheduler) : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public Duration Offset { get; set; }

    /// <summary>What it shows.</summary>
    public Instant Now => scheduler.Now + Offset;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <inheritdoc/>
    public override long TimestampFrequency => NodaConstants.TicksPerSecond;

    /// <summary>How long things take is told by true time, however wrong the clock is.</summary>
    public override long GetTimestamp() => scheduler.Now.ToUnixTimeTicks();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(scheduler, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
