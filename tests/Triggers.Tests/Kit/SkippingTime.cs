namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>The system's clock, with waits that are over at once and noted.</summary>
internal sealed class SkippingTime : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
