using NodaTime;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>One window that a commit changes.</summary>
/// <param name="hour">The hour.</param>
/// <param name="id">The id of the window's document.</param>
/// <param name="standing">The window as it stands, or null.</param>
internal sealed class HourFold(Instant hour, string id, Versioned<UsageWindow>? standing)
{
    /// <summary>What is folded in, in log order.</summary>
    internal List<CountedUsage> Counted { get; } = [];

    /// <summary>True for a position that is not folded in yet.</summary>
    internal bool IsFresh(LogPosition position) => standing is null || position.CompareTo(standing.Value.Watermark) > 0;

    /// <summary>The window with everything folded in, over the version that was read, and what it has no room for.</summary>
    internal async ValueTask<IReadOnlyList<DocumentWrite>> ToWritesAsync(ValueSpill spill, string partition, CancellationToken cancellation)
    {
        var (window, spilled) = await spill.PartAsync(partition, UsageWindow.Fold(standing?.Value, hour, Counted), cancellation);
        return [new Versioned<UsageWindow>(window, standing?.ETag).ToWrite(id).MadeOf(window), .. spilled];
    }

    /// <summary>The one of an hour; null where there is none. They are few.</summary>
    internal static HourFold? Find(List<HourFold> folds, Instant hour)
    {
        foreach (var fold in folds)
        {
            if (fold.Hour == hour)
            {
                return fold;
            }
        }

        return null;
    }

    private Instant Hour => hour;
}
