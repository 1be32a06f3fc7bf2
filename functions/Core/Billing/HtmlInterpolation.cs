using System.Runtime.CompilerServices;
using System.Text;

namespace Tallystick.Core.Billing;

/// <summary>Builds <see cref="Html"/> from interpolated text, so that no value can be printed without being encoded.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlInterpolation(int literalLength, int holes)
{
    private const int RoomPerHole = 16;
    private readonly StringBuilder builder = new(literalLength + (holes * RoomPerHole));

    /// <summary>Markup of the template.</summary>
    public void AppendLiteral(string markup) => builder.Append(markup);

    /// <summary>HTML, as it is.</summary>
    public void AppendFormatted(Html html) => builder.Append(html.Text);

    /// <summary>A value, encoded.</summary>
    public void AppendFormatted(string? text) => builder.Append(Html.Encode(text ?? ""));

    /// <summary>A number.</summary>
    public void AppendFormatted(long number) => builder.Append(number);

    internal string ToText() => builder.ToString();
}
