namespace Tallystick.Tests.EndToEnd.Cli;

/// <summary>A directory for one test.</summary>
internal sealed class CliDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tally-cli-").FullName;

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
