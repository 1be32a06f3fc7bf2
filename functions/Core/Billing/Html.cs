using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Tallystick.Core.Billing;

/// <summary>A piece of HTML. Made of interpolated text, whose holes are encoded unless they are HTML themselves.</summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Html(string Text)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>HTML of a template: <c>Html.Of($"&lt;td&gt;{name}&lt;/td&gt;")</c>.</summary>
    internal static Html Of(HtmlInterpolation template) => new(template.ToText());

    /// <summary>Pieces behind one another.</summary>
    internal static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));

    /// <summary>Text with everything encoded that has a meaning in HTML.</summary>
    internal static string Encode(string text) => Encoder.Encode(text);
}
