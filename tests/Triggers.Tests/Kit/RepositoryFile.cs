using System.Runtime.CompilerServices;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>Files that are no code.</summary>
internal static class RepositoryFile
{
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root(), .. path]));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
