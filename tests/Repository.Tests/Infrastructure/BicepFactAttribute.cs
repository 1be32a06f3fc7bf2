namespace Tallystick.Tests.Repository.Tests.Infrastructure;

/// <summary>A test that needs the Bicep compiler: <c>bicep</c> on the path, or as the Azure CLI and azd install it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = Compiler is null ? "There is no Bicep compiler on this machine." : null;

    /// <summary>Where it is; null where there is none.</summary>
    internal static string? Compiler { get; } = Folders().Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "bicep.exe" : "bicep")).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), Path.Combine(home, ".azure", "bin"), Path.Combine(home, ".azd", "bin")];
    }
}
