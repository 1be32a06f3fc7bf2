namespace Tallystick.Paper.Pdf;

/// <summary>A part of what a document says, in the order in which it is read out. See ISO 32000-1, 14.7 and 14.8.</summary>
/// <param name="tag">What it is: <c>P</c>, <c>Table</c>, <c>TD</c>.</param>
/// <param name="attributes">More of it, as entries of a dictionary; null for nothing.</param>
internal sealed class StructureElement(string tag, string? attributes = null)
{
    /// <summary>What it is.</summary>
    internal string Tag { get; } = tag;

    /// <summary>More of it; null for nothing.</summary>
    internal string? Attributes { get; } = attributes;

    /// <summary>The parts of it that are elements.</summary>
    internal List<StructureElement> Parts { get; } = [];

    /// <summary>Where it is drawn: the page, and the number of the mark on it.</summary>
    internal List<(Sheet Sheet, int Mark)> Marks { get; } = [];

    /// <summary>Adds a part.</summary>
    internal StructureElement Add(string partTag, string? partAttributes = null)
    {
        var part = new StructureElement(partTag, partAttributes);
        Parts.Add(part);
        return part;
    }
}
