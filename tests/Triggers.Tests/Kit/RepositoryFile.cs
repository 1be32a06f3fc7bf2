using System.Runtime.CompilerServices;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>Files that are no code.</summary>
internal static class RepositoryFile
{
    public static string Read(params string[] path) => File.ReadAllText(Path(path));

    public static string Path(params string[] path) => System.IO.Path.Combine([Root(), .. path]);

    private static string Root([CallerFilePath] string here = "") => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", ".."));
}
