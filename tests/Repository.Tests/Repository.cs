using System.Runtime.CompilerServices;

namespace Tallystick.Tests.Repository.Tests;

/// <summary>The repository's files, as git would list them.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["/bin/", "/obj/", "/node_modules/", "/.git/", "/.tallystick/", "/TestResults/"];

    /// <summary>The root folder.</summary>
    internal static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(HereAt())!, "..", ".."));

    /// <summary>Files by their path from the root, with forward slashes.</summary>
    internal static IReadOnlyList<string> Files(string pattern) =>
    [
        .. Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !NotOurs.Any(part => $"/{path}".Contains(part, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A file's text.</summary>
    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string HereAt([CallerFilePath] string path = "") => path;
}
