namespace Tallystick.Paper.Text;

/// <summary>A part of a line.</summary>
/// <param name="Runs">What is drawn, from left to right.</param>
/// <param name="Meaning">What it says to whoever reads it out, searches or copies it, where that is not what is drawn; else null.</param>
internal sealed record TextSpan(IReadOnlyList<TextRun> Runs, string? Meaning = null)
{
    /// <summary>How far it reaches, in thousandths of the size.</summary>
    internal double Advance { get; } = Runs.Sum(run => run.Advance);
}
