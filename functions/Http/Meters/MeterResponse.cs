using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Meters;

/// <summary>What a metric's use comes to.</summary>
public sealed record MeterResponse(
    string Object, decimal TotalValue, IReadOnlyList<MeterResponse.Window> WindowedValues, IReadOnlyList<MeterResponse.Group> GroupedValues)
{
    internal static MeterResponse Of(MeterAnswer answer, bool windowed) => new(
        "meter",
        answer.Total,
        windowed ? [.. answer.Windows.Select(window => new Window(window.Period.Start, window.Period.End, window.Value, window.Events))] : [],
        [.. answer.Groups.Select(group => new Group(group.GroupBy, group.Value, group.Events))]);

    /// <summary>The use in one window.</summary>
    public sealed record Window(Instant WindowStart, Instant WindowEnd, decimal Value, long EventCount);

    /// <summary>The use in one group, over the whole period.</summary>
    public sealed record Group(IReadOnlyDictionary<string, string> GroupBy, decimal Value, long EventCount);
}
