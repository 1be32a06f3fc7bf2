namespace Tallystick.Core.Usage;

/// <summary>How many groups a window keeps apart. What is beyond shares <see cref="UsageWindow.OtherGroups"/>.</summary>
/// <remarks>
/// Groups are never given up, and what one takes depends on its name alone: whether an event finds its group told apart depends on the events before it, and
/// not on the batches that they came in.
/// </remarks>
/// <param name="Groups">The most of one metric.</param>
/// <param name="Bytes">The most bytes of those of all metrics together.</param>
internal readonly record struct GroupRoom(int Groups, int Bytes)
{
    // Of the fold: counts, hash and names of fields, with numbers of any length.
    private const int FoldBytes = 256;

    // \u001f: what separates the values of a group, and as much as any other character takes that is not written as it is.
    private const int EscapedBytes = 6;

    /// <summary>The bytes that a group takes in a window's document, or a few more.</summary>
    internal static int BytesOf(string group) => FoldBytes + group.Sum(character => character is >= ' ' and <= '~' and not ('"' or '\\') ? 1 : EscapedBytes);
}
