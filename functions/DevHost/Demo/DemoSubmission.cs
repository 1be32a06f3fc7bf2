using NodaTime;

namespace Tallystick.DevHost.Demo;

/// <summary>Code that the demo's customer submits.</summary>
/// <param name="Number">From 1.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Language">In what.</param>
/// <param name="IsPremium">True for compiled languages.</param>
/// <param name="Programs">How many programs at once.</param>
/// <param name="Seconds">How long they ran together.</param>
/// <param name="IsRetried">True where the report is sent a second time, as if its answer had been lost.</param>
public sealed record DemoSubmission(int Number, Instant OccurredAt, string Language, bool IsPremium, int Programs, decimal Seconds, bool IsRetried)
{
    /// <summary>The merchant's key for the report.</summary>
    public string Key => $"submission-{Number:D4}";
}
