using NodaTime;

namespace Tallystick.Tests.Simulation.Scheduling;

/// <summary>A timer that fires once in virtual time, as waits need it; after a second where a shorter time is wanted, since waits for others take long.</summary>
internal sealed class VirtualTimer(Scheduler scheduler, TimerCallback callback, object? state) : ITimer
{
    private int changes;

    /// <inheritdoc/>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan)
        {
            throw new NotSupportedException("What happens again and again in a simulation is a process.");
        }

        var change = ++changes;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            scheduler.After(Duration.Max(Duration.FromSeconds(1), Duration.FromTimeSpan(dueTime)), () => Fire(change));
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => changes++;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire(int change)
    {
        if (change == changes)
        {
            callback(state);
        }
    }
}
