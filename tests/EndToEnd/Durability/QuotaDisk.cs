using System.Diagnostics;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>A quota of the process's files (RLIMIT_FSIZE), for where no disk can be mounted: no file grows beyond the smallest size that one has.</summary>
internal sealed class QuotaDisk : SmallDisk
{
    private const int Limit = 1024;
    private readonly DataDirectory data = new();

    public override string Path => data.Path;

    /// <summary>The product, deaf to the signal that the system sends beside the error when a file grows too large.</summary>
    public override ProcessStartInfo Command
    {
        get
        {
            var direct = StartCommand.On(Path);
            return new ProcessStartInfo("bash", ["-c", "trap '' XFSZ; exec \"$@\"", "bash", direct.FileName, .. direct.ArgumentList])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = direct.WorkingDirectory,
            };
        }
    }

    public override Task FillAsync(TallyProcess process) => LimitAsync(process, $"{Limit}:unlimited");

    public override Task FreeAsync(TallyProcess process) =>
        process.HasEnded ? Task.CompletedTask : LimitAsync(process, "unlimited:unlimited");

    public override void Dispose() => data.Dispose();

    private Task<string> LimitAsync(TallyProcess process, string limits) =>
        ChildProcess.RunAsync(Path, new Dictionary<string, string>(), "prlimit", "--pid", $"{process.Id}", $"--fsize={limits}");
}
