using System.Diagnostics;

namespace Tallystick.Tests.Repository.Tests;

/// <summary>The scripts of the root, with other programs in the place of those that they start.</summary>
public sealed class StartScriptTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("tally-scripts-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Bug_Whom_mails_are_from_is_handed_on()
    {
        Copy("run");
        Write("tally", "echo \"$@\"");

        Assert.Equal("serve --port 0 --data .tallystick --mail-from a@b.example\n", await RunAsync("run", "--no-demo", "--mail-from", "a@b.example"));
    }

    [Fact]
    public async Task Bug_Two_that_start_at_once_build_once_and_wait_for_each_other()
    {
        Copy("tally");
        Write(".ci/dotnet-env", "demand_dotnet() { :; }; end_compiler() { :; }");
        Write("global.json", "");
        Write("Directory.Build.props", "");
        Write("Directory.Packages.props", "");
        Directory.CreateDirectory(Path.Combine(directory, "functions/DevHost"));

        Write("bin/dotnet", """
            if [ "$1" != build ]; then echo ran; exit; fi
            echo build >> builds
            mkdir -p functions/DevHost/bin/Release/net10.0
            touch functions/DevHost/bin/Release/net10.0/tally.dll
            """);

        var answers = await Task.WhenAll(RunAsync("tally", "commands"), RunAsync("tally", "commands"));

        Assert.Equal(["ran\n", "ran\n"], answers);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(directory, "builds")));
    }

    private void Copy(string script) => File.Copy(Path.Combine(Repository.Root, script), Path.Combine(directory, script));

    /// <summary>Writes a program, with the rights of the script that was copied.</summary>
    private void Write(string name, string text)
    {
        var path = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(Path.Combine(Repository.Root, "run"), path);
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{text}\n");
    }

    private async Task<string> RunAsync(string script, params string[] args)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(directory, script), .. args])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path.Combine(directory, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}
