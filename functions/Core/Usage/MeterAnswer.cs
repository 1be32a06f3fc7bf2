namespace Tallystick.Core.Usage;

/// <summary>What a metric's use comes to.</summary>
/// <param name="Total">Over all windows.</param>
/// <param name="Windows">By window, in order; windows without use are among them with 0.</param>
/// <param name="Groups">By group, over all windows, those with the most events first.</param>
public sealed record MeterAnswer(decimal Total, IReadOnlyList<MeterWindow> Windows, IReadOnlyList<MeterGroup> Groups);
