using System.Net;
using System.Text.RegularExpressions;

namespace Tallystick.Tests.Paper.Tests;

/// <summary>What pages and files say, without how it looks: their characters in the order in which they are read, but for blanks.</summary>
internal static partial class Words
{
    /// <summary>Of the body of a page.</summary>
    internal static string OfPage(string html) => Bare(WebUtility.HtmlDecode(Tag().Replace(html[html.IndexOf("<body>", StringComparison.Ordinal)..], " ")));

    /// <summary>Of a file, by its structure: what is read out to who cannot see it.</summary>
    internal static string OfStructure(byte[] pdf) =>
        Bare(string.Concat(Poppler.InformationOf(pdf, "-struct-text").Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('"')).Select(line => line.Trim('"'))));

    /// <summary>A text without its blanks.</summary>
    internal static string Bare(string text) => Blank().Replace(text, "");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
