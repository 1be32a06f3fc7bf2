namespace Tallystick.Tests.Repository.Tests.Infrastructure;

/// <summary>A use of another Bicep file.</summary>
/// <param name="Name">Its symbol.</param>
/// <param name="Path">The file, from the root.</param>
/// <param name="Parameters">What it is given.</param>
internal sealed record BicepModule(string Name, string Path, IReadOnlyList<string> Parameters);
