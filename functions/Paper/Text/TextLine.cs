using Tallystick.Paper.Fonts;

namespace Tallystick.Paper.Text;

/// <summary>A line of text.</summary>
/// <param name="Spans">What is drawn, from left to right.</param>
/// <param name="Style">How it looks.</param>
internal sealed record TextLine(IReadOnlyList<TextSpan> Spans, TextStyle Style)
{
    /// <summary>How wide it is, in points.</summary>
    internal double Width { get; } = Spans.Sum(span => span.Advance) * Style.Size / Face.Em;
}
