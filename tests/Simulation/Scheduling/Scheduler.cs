using NodaTime;

namespace Tallystick.Tests.Simulation.Scheduling;

/// <summary>
/// Virtual time and the order of everything that happens in it. One thread: whatever waits stands in one queue by its time, and the seed decides
/// how long each step takes, so a seed is one order of events.
/// </summary>
/// <param name="random">Decides how long steps take.</param>
/// <param name="start">The first instant.</param>
internal sealed class Scheduler(Random random, Instant start) : SynchronizationContext
{
    private readonly PriorityQueue<Waiting, (Instant Due, long Order)> waiting = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = new();
    private long order;

    /// <summary>The true time, which no node knows.</summary>
    public Instant Now { get; private set; } = start;

    /// <summary>How many steps were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Asked before each step whether it takes up to a minute; null where none does.</summary>
    public Func<bool>? IsSlow { get; set; }

    /// <summary>Waits as long as a call over a network takes. Never returns to a process that has crashed.</summary>
    public Task StepAsync(Process process)
    {
        var milliseconds = IsSlow?.Invoke() == true ? random.Next(1000, 60_000) : random.Next(1, 20);
        return WaitAsync(process, Duration.FromMilliseconds(milliseconds));
    }

    /// <summary>Waits. Never returns to a process that has crashed.</summary>
    public Task WaitAsync(Process process, Duration duration)
    {
        var signal = new TaskCompletionSource();
        waiting.Enqueue(new Waiting(process, signal.SetResult), (Now + duration, order++));
        return signal.Task;
    }

    /// <summary>Does something later, whatever has crashed by then.</summary>
    public void After(Duration duration, Action action) => waiting.Enqueue(new Waiting(null, action), (Now + duration, order++));

    /// <summary>Lets time pass until an instant, or until it need not go on.</summary>
    /// <returns>False where a step too many was taken: something turns in a circle.</returns>
    public bool RunUntil(Instant end, Func<bool> isOver, int maxSteps)
    {
        Drain();
        while (!isOver() && waiting.TryPeek(out var next, out var key) && key.Due <= end)
        {
            waiting.Dequeue();
            if (next.Process is { IsAlive: false })
            {
                continue;
            }

            if (++Steps > maxSteps)
            {
                return false;
            }

            Now = key.Due;
            next.Resume();
            Drain();
        }

        Now = isOver() ? Now : Instant.Max(Now, end);
        return true;
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => posted.Enqueue((d, state));

    private void Drain()
    {
        while (posted.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }

    private sealed record Waiting(Process? Process, Action Resume);
}
