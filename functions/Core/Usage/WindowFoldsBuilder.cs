namespace Tallystick.Core.Usage;

/// <summary>Makes the folds of a window from those that stand and what comes in.</summary>
internal sealed class WindowFoldsBuilder
{
    private const int Room = 4;
    private readonly GroupRoom room;
    private WindowFold[] folds;
    private int count;

    // Counted when it is first asked for: most windows get no new group.
    private int? bytes;

    /// <param name="standing">What stands; stays as it is.</param>
    /// <param name="room">How many groups are kept apart.</param>
    internal WindowFoldsBuilder(WindowFolds standing, GroupRoom room)
    {
        this.room = room;
        count = standing.Count;
        folds = new WindowFold[count + Room];
        standing.AsSpan().CopyTo(folds);
    }

    /// <summary>Merges something into the fold that a reading belongs to.</summary>
    internal void Merge(Reading reading, Aggregate one)
    {
        var metric = reading.Metric.Id.ToString();
        var group = reading.Group.ToString();
        var index = WindowFolds.Find(Folds, metric, group, out var found);
        if (!found && !HasRoomFor(metric, group))
        {
            group = UsageWindow.OtherGroups.ToString();
            index = WindowFolds.Find(Folds, metric, group, out found);
        }

        if (found)
        {
            folds[index] = folds[index] with { Aggregate = Aggregate.Merge(reading.Metric.Aggregation, folds[index].Aggregate, one) };
        }
        else
        {
            Insert(index, new WindowFold(metric, group, one));
        }
    }

    /// <summary>Puts the values of folds that were made anew in the place of those that stand.</summary>
    internal void Remake(RemadeMetric remade)
    {
        var groups = GroupsOf(remade.Metric.Id.ToString());
        var values = remade.Folds(KeptGroups(groups));
        foreach (ref var fold in groups)
        {
            fold = fold with { Aggregate = fold.Aggregate.WithValueOf(values.GetValueOrDefault(fold.Group)) };
        }
    }

    /// <summary>The folds. The builder must not be used afterwards.</summary>
    internal WindowFolds Build() => WindowFolds.OfSorted(new ArraySegment<WindowFold>(folds, 0, count));

    private Span<WindowFold> Folds => folds.AsSpan(0, count);

    private Span<WindowFold> GroupsOf(string metric)
    {
        var first = WindowFolds.Find(Folds, metric, "", out _);
        var end = first;
        while (end < count && folds[end].Metric == metric)
        {
            end++;
        }

        return folds.AsSpan(first, end - first);
    }

    private bool HasRoomFor(string metric, string group)
    {
        bytes ??= folds.Take(count).Sum(fold => GroupRoom.BytesOf(fold.Group));

        // A metric without dimensions has one group, and there is always room for it as there is for that of the others.
        return group.Length == 0 || (GroupsOf(metric).Length < room.Groups && bytes + GroupRoom.BytesOf(group) <= room.Bytes);
    }

    /// <summary>The group that a full window keeps a group's events under. Groups are never given up, so it stays the same.</summary>
    private static Func<string, string> KeptGroups(ReadOnlySpan<WindowFold> groups)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (ref readonly var fold in groups)
        {
            known.Add(fold.Group);
        }

        return group => known.Contains(group) ? group : UsageWindow.OtherGroups.ToString();
    }

    private void Insert(int index, WindowFold fold)
    {
        if (count == folds.Length)
        {
            Array.Resize(ref folds, 2 * count);
        }

        folds.AsSpan(index, count - index).CopyTo(folds.AsSpan(index + 1));
        folds[index] = fold;
        count++;
        bytes += GroupRoom.BytesOf(fold.Group);
    }
}
