using System.Diagnostics;

namespace Tallystick.Tests.Repository.Tests.Infrastructure;

/// <summary>What the compiler says, on machines that have it.</summary>
public sealed class BicepCompilerTests
{
    [BicepFact]
    public async Task The_infrastructure_compiles_without_a_warning()
    {
        using var compiler = Process.Start(new ProcessStartInfo(BicepFactAttribute.Compiler!, ["build", Path.Combine(Repository.Root, "infra", "main.bicep"), "--stdout"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (template, problems) = (compiler.StandardOutput.ReadToEndAsync(), compiler.StandardError.ReadToEndAsync());
        await compiler.WaitForExitAsync();

        Assert.Equal("", await problems);
        Assert.Contains("\"$schema\"", await template, StringComparison.Ordinal);
    }
}
