namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>Where the sources stand: scripts and documents that tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Functions.sln"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests stand outside the repository."));
}
