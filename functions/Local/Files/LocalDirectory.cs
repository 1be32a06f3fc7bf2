using System.Text.Json;
using Tallystick.Core.Storage;

namespace Tallystick.Local.Files;

/// <summary>The data directory: locked for one process at a time, and of a layout that this code knows.</summary>
internal sealed class LocalDirectory : IDisposable
{
    private const string LockName = "lock";
    private const string FormatName = "format.json";
    private const int MaxLogPartitions = 1024;
    private readonly FileStream hold;

    private LocalDirectory(string path, FileStream hold, DirectoryFormat format)
    {
        Path = path;
        this.hold = hold;
        Format = format;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>What it holds.</summary>
    public DirectoryFormat Format { get; }

    /// <summary>Opens a data directory, or makes it where there is none.</summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    /// <exception cref="InvalidDataException">It is not a data directory, or of a layout that this version does not know.</exception>
    public static LocalDirectory Open(string path, LocalOptions options)
    {
        path = System.IO.Path.GetFullPath(path);
        OwnerOnly.CreateDirectory(path);
        var locked = Lock(path);
        try
        {
            return new LocalDirectory(path, locked, ReadFormat(path) ?? CreateFormat(path, options));
        }
        catch
        {
            locked.Dispose();
            throw;
        }
    }

    /// <summary>The path of a file or folder in the directory.</summary>
    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => hold.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            var file = System.IO.Path.Combine(path, LockName);
            OwnerOnly.Create(file);
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new IOException($"The data directory {path} cannot be locked. Is it open in another process?", taken);
        }
    }

    private static DirectoryFormat? ReadFormat(string path)
    {
        var file = System.IO.Path.Combine(path, FormatName);
        if (!File.Exists(file))
        {
            return null;
        }

        var format = JsonSerializer.Deserialize<DirectoryFormat>(File.ReadAllBytes(file), DocumentJson.Options);
        if (format is not { Version: >= DirectoryFormat.OldestVersion and <= DirectoryFormat.CurrentVersion, LogPartitions: >= 1 and <= MaxLogPartitions })
        {
            throw new InvalidDataException(
                $"{file} says {format}; this version reads layouts {DirectoryFormat.OldestVersion} to {DirectoryFormat.CurrentVersion}.");
        }

        // First of all: a program that knows the older layout alone would miss what this one writes.
        return format.Version == DirectoryFormat.CurrentVersion ? format : WriteFormat(path, format with { Version = DirectoryFormat.CurrentVersion });
    }

    private static DirectoryFormat CreateFormat(string path, LocalOptions options)
    {
        var stranger = Directory.EnumerateFileSystemEntries(path).FirstOrDefault(entry => !IsOwn(System.IO.Path.GetFileName(entry)));
        if (stranger is not null)
        {
            throw new InvalidDataException($"{path} is no data directory: it has {stranger} but no {FormatName}.");
        }

        if (options is not { LogPartitions: >= 1 and <= MaxLogPartitions, LogNumber: >= 0 and <= ushort.MaxValue })
        {
            throw new ArgumentException(
                $"A log has 1 to {MaxLogPartitions} partitions and a number up to {ushort.MaxValue}: {options}", nameof(options));
        }

        return WriteFormat(path, new DirectoryFormat(DirectoryFormat.CurrentVersion, options.LogPartitions, options.LogNumber));
    }

    private static DirectoryFormat WriteFormat(string path, DirectoryFormat format)
    {
        var file = System.IO.Path.Combine(path, FormatName);
        DurableFile.Write(file, file + ".new", format.ToBody().Span);
        return format;
    }

    private static bool IsOwn(string name) => name is LockName or FormatName + ".new";
}
