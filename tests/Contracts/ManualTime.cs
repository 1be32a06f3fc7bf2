using NodaTime;

namespace Tallystick.Tests.Contracts;

/// <summary>A clock that moves when it is told to. Starts at 2026-01-01T00:00:00Z. Makes no timers.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly object gate = new();
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What it shows.</summary>
    public Instant Now => Instant.FromDateTimeOffset(GetUtcNow());

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <summary>Moves it; a negative amount sets it back, as an operator may.</summary>
    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            now += by;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("A manual clock makes no timers: what waits for time takes a port, or is called when it is due.");
}
