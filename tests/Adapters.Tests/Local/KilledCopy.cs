using Tallystick.Local;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>A data directory as a kill would leave it now.</summary>
internal static class KilledCopy
{
    public static TemporaryBackend Of(TemporaryBackend local, LocalOptions? options = null)
    {
        var copy = new TemporaryBackend(options ?? new LocalOptions { LogPartitions = 1 });
        foreach (var file in Directory.EnumerateFiles(local.Path, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "lock"))
        {
            var target = copy.Of(Path.GetRelativePath(local.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    public static void Flip(string path, long offset)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[offset] ^= 4;
        File.WriteAllBytes(path, bytes);
    }
}
