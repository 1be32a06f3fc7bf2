namespace Tallystick.Core.Books;

/// <summary>Entries of one day of UTC that were written in one commit, in the order of their time. Written once, never changed.</summary>
/// <param name="Entries">The entries; at most <see cref="Max"/>.</param>
internal sealed record BookPage(IReadOnlyList<BookEntry> Entries)
{
    /// <summary>How many entries a page has at most: a list of many pages has to fit into memory.</summary>
    internal const int Max = 50;
}
