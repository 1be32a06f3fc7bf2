using System.Diagnostics;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>A small file system in memory (tmpfs) of the test's own; to mount it takes the rights of root.</summary>
internal sealed class MountedDisk : SmallDisk
{
    private const string Size = "24m";
    private const int Block = 4096;
    private readonly DataDirectory mount = new();

    private MountedDisk()
    {
    }

    public override string Path => System.IO.Path.Combine(mount.Path, "data");

    private string Filler => System.IO.Path.Combine(mount.Path, "filler");

    /// <summary>A disk; null where none can be mounted here.</summary>
    public static async Task<MountedDisk?> TryMountAsync()
    {
        var disk = new MountedDisk();
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", disk.mount.Path) != 0)
        {
            disk.mount.Dispose();
            return null;
        }

        Directory.CreateDirectory(disk.Path);
        return disk;
    }

    public override Task FillAsync(TallyProcess process)
    {
        using var file = File.OpenHandle(Filler, FileMode.Create, FileAccess.Write);
        var block = new byte[Block];
        try
        {
            for (var offset = 0L; ; offset += Block)
            {
                RandomAccess.Write(file, block, offset);
            }
        }
        catch (IOException full)
        {
            return Task.FromResult(full);
        }
    }

    public override Task FreeAsync(TallyProcess process)
    {
        File.Delete(Filler);
        return Task.CompletedTask;
    }

    public override void Dispose()
    {
        RunAsync("umount", "--lazy", mount.Path).GetAwaiter().GetResult();
        mount.Dispose();
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
