using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tallystick.Core.Books;

/// <summary>Where an entry stands in the journal: printed <c>0:17:book:20260301:…</c>, as a token to go on from.</summary>
/// <param name="Source">The number of the partition that its page is in.</param>
/// <param name="Page">The id of its page.</param>
/// <param name="Index">Its number within the page, from 0.</param>
public sealed record BookPosition(int Source, string Page, int Index)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; false where the text is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out BookPosition? position)
    {
        var parts = text.Split(':', 3);
        position = parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var source)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && parts[2].Length is > 0 and <= 200 && parts[2].All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_')
                ? new BookPosition(source, parts[2], index) : null;
        return position is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source}:{Index}:{Page}");

    /// <summary>Whether the place is before another, 0 for the same: by time, of one time by partition, so that an invoice is before what a wallet paid for it.</summary>
    internal int CompareTo(BookPosition other)
    {
        var time = string.CompareOrdinal(BookDocuments.TimeOf(Page), BookDocuments.TimeOf(other.Page));
        var source = time == 0 ? Source.CompareTo(other.Source) : time;
        var page = source == 0 ? string.CompareOrdinal(Page, other.Page) : source;
        return page == 0 ? Index.CompareTo(other.Index) : page;
    }
}
