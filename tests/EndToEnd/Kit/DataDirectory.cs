namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>An empty directory for a process's data, deleted in the end.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tally-e2e-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
