namespace Tallystick.Local.Files;

/// <summary>Writes whole files so that a crash leaves the old state or the new one.</summary>
internal static class DurableFile
{
    /// <summary>Writes a file under a temporary name, syncs it, gives it its name, and syncs the name.</summary>
    public static void Write(string path, string temporary, ReadOnlySpan<byte> content)
    {
        using (var file = OwnerOnly.Open(temporary, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            RandomAccess.Write(file, content, 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(temporary, path, overwrite: true);
        DurableDirectory.Sync(Path.GetDirectoryName(path)!);
    }
}
