namespace Tallystick.DevHost.Demo;

/// <summary>How much was used.</summary>
/// <param name="Basic">Programs in simple languages.</param>
/// <param name="Premium">Programs in compiled languages.</param>
/// <param name="Seconds">Their execution time.</param>
public sealed record DemoTotals(decimal Basic, decimal Premium, decimal Seconds)
{
    /// <summary>What submissions come to when each counts once.</summary>
    public static DemoTotals Of(IReadOnlyCollection<DemoSubmission> submissions) => new(
        submissions.Where(item => !item.IsPremium).Sum(item => item.Programs),
        submissions.Where(item => item.IsPremium).Sum(item => item.Programs),
        submissions.Sum(item => item.Seconds));
}
