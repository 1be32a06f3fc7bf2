namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>A directory that is removed afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("tally-benchmark-").FullName;

    /// <summary>The bytes of all files below.</summary>
    internal long Bytes => new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
