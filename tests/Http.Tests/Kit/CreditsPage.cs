using System.Runtime.CompilerServices;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>The tables of docs/credits.md that say what happens over the API.</summary>
internal static class CreditsPage
{
    /// <summary>The rows of a table, by the name that stands above it.</summary>
    internal static List<string> Table(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(HereAt())!, "..", "..", "..", "docs", "credits.md"));
        return [.. lines.SkipWhile(line => line != $"<!-- test: {name} -->").Skip(3).TakeWhile(line => line.StartsWith('|'))];
    }

    private static string HereAt([CallerFilePath] string path = "") => path;
}
