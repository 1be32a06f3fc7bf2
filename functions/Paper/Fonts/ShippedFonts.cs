namespace Tallystick.Paper.Fonts;

/// <summary>The fonts that are part of the program.</summary>
internal static class ShippedFonts
{
    /// <summary>Latin, Greek and Cyrillic.</summary>
    internal static readonly OutlineFace Regular = Read("NotoSans-Regular");

    /// <summary>The same, bold.</summary>
    internal static readonly OutlineFace Bold = Read("NotoSans-Bold");

    /// <summary>What else there is, in this order. Bold text takes it, too.</summary>
    internal static readonly IReadOnlyList<OutlineFace> Others =
    [
        Read("NotoSansArabic-Regular"), Read("NotoSansHebrew-Regular"), Read("NotoSansArmenian-Regular"), Read("NotoSansGeorgian-Regular"),
    ];

    private static OutlineFace Read(string name)
    {
        using var stream = typeof(ShippedFonts).Assembly.GetManifestResourceStream($"{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is missing in the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new OutlineFace(name, TrueTypeFont.Read(bytes));
    }
}
