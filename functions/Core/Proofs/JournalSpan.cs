using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>What the journal says was paid for the usage in a stretch of the log.</summary>
/// <param name="from">The first position.</param>
/// <param name="to">The last position, of the same partition.</param>
/// <param name="spent">What was paid, exact.</param>
internal sealed class JournalSpan(LogPosition from, LogPosition to, decimal spent)
{
    internal LogPosition From => from;

    internal LogPosition To => to;

    internal decimal Spent => spent;

    /// <summary>What the windows say was paid for the events in it.</summary>
    internal decimal Paid { get; set; }

    /// <summary>True where the two share a position.</summary>
    internal bool Touches(JournalSpan other) => from.CompareTo(other.To) <= 0 && other.From.CompareTo(to) <= 0;

    /// <summary>Both as one: they were written in one commit, whose entries share their stretch.</summary>
    internal JournalSpan With(JournalSpan other) =>
        new(from.CompareTo(other.From) < 0 ? from : other.From, to.CompareTo(other.To) > 0 ? to : other.To, spent + other.Spent);

    /// <summary>Reads <c>0.3.17.0-0.3.20.4</c>, or one position alone; null where the text is neither.</summary>
    internal static JournalSpan? Parse(string positions, decimal spent)
    {
        var parts = positions.Split('-');
        return parts.Length <= 2 && LogPosition.TryParse(parts[0], out var from) && LogPosition.TryParse(parts[^1], out var to)
            ? new JournalSpan(from, to, spent)
            : null;
    }
}
