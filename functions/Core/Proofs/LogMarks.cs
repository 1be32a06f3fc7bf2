using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>How far each partition of each log was metered when a proof began. What stands behind the marks is not yet owed an answer.</summary>
internal sealed class LogMarks(IReadOnlyList<(int Log, int Partition, long Sequence)> marks)
{
    /// <summary>The partitions that anything was metered from, in the order of the logs.</summary>
    internal IEnumerable<(int Log, int Partition)> Partitions => marks.Select(mark => (mark.Log, mark.Partition)).Order();

    /// <summary>The last record of a partition that is metered, −1 for none.</summary>
    internal long Of(int log, int partition) =>
        marks.FirstOrDefault(mark => mark.Log == log && mark.Partition == partition, (log, partition, -1)).Sequence;

    /// <summary>True for a position that is metered.</summary>
    internal bool Covers(LogPosition position) => position.Sequence <= Of(position.Log, position.Partition);
}
