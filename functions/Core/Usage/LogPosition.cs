namespace Tallystick.Core.Usage;

/// <summary>Where an event stands in the log.</summary>
/// <param name="Log">The number of the log: a region's hub in one incarnation. A hub that is made anew gets a new number, so that its
/// sequence numbers, which begin again, are not mistaken for old ones. 0 to 65,535.</param>
/// <param name="Partition">The partition, 0 to 65,535.</param>
/// <param name="Sequence">The record's number within the partition, 0 or more, without gaps.</param>
/// <param name="Index">The event's place within the record, 0 to 65,535.</param>
public readonly record struct LogPosition(int Log, int Partition, long Sequence, int Index) : IComparable<LogPosition>
{
    /// <summary>By log, partition, sequence, index: within one partition this is the order of arrival.</summary>
    public int CompareTo(LogPosition other) =>
        Log != other.Log ? Log.CompareTo(other.Log)
        : Partition != other.Partition ? Partition.CompareTo(other.Partition)
        : Sequence != other.Sequence ? Sequence.CompareTo(other.Sequence)
        : Index.CompareTo(other.Index);

    /// <summary>The four numbers with dots between, for example <c>0.3.4711.0</c>.</summary>
    public override string ToString() => $"{Log}.{Partition}.{Sequence}.{Index}";

    /// <summary>Reads what <see cref="ToString"/> wrote; false where the text is none.</summary>
    public static bool TryParse(string? text, out LogPosition position)
    {
        position = default;
        if (text?.Split('.') is not [var log, var partition, var sequence, var index])
        {
            return false;
        }

        if (!ushort.TryParse(log, out var l) || !ushort.TryParse(partition, out var p)
            || !long.TryParse(sequence, out var s) || s < 0 || !ushort.TryParse(index, out var i))
        {
            return false;
        }

        position = new LogPosition(l, p, s, i);
        return true;
    }
}
