using Microsoft.Win32.SafeHandles;
using Tallystick.Core.Storage;

namespace Tallystick.Local.Files;

/// <summary>
/// An append-only file of checksummed frames: what a write returned from is durable, and a torn write leaves no trace. For one thread.
/// </summary>
internal sealed class FrameFile : IDisposable
{
    private readonly string path;
    private readonly SafeFileHandle file;
    private readonly IDisk disk;
    private readonly byte[] reserve;
    private long reserved;
    private bool failed;

    private FrameFile(string path, SafeFileHandle file, IDisk disk, byte[] reserve)
    {
        this.path = path;
        this.file = file;
        this.disk = disk;
        this.reserve = reserve;
    }

    /// <summary>How long the durable part is, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Opens a file, or makes it, and reads it to its end; a torn last write is cut off.</summary>
    /// <param name="path">Where.</param>
    /// <param name="disk">What it is written with.</param>
    /// <param name="visit">Called for each frame with its offset and body, in order.</param>
    /// <param name="known">How much of it is known to be durable, in bytes.</param>
    /// <param name="reserve">
    /// Zeros that are written behind the frames when those outgrow what was reserved before: the sync of a write that does not make the file
    /// longer is one request to the disk, otherwise it is two. Null to reserve nothing.
    /// </param>
    /// <exception cref="DamagedFileException">Bytes that were durable once cannot be read.</exception>
    public static FrameFile Open(string path, IDisk disk, Action<long, ReadOnlyMemory<byte>> visit, long known = 0, byte[]? reserve = null)
    {
        var exists = File.Exists(path);
        var handle = OwnerOnly.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var opened = new FrameFile(path, handle, disk, reserve ?? []);
        try
        {
            if (!exists)
            {
                DurableDirectory.Sync(Path.GetDirectoryName(path)!);
            }

            opened.Recover(visit, known);
            return opened;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Appends the frames and returns when they are durable.</summary>
    /// <exception cref="StoreUnavailableException">They are not. After a failed write (a full disk) later ones may succeed; after a failed
    /// sync none does until the file is opened anew, because the system may have dropped what it could not write.</exception>
    public void Write(FrameBuffer frames)
    {
        ThrowIfFailed();
        try
        {
            disk.Write(file, frames.Bytes, Length);
            if (Length + frames.Length > reserved)
            {
                disk.Write(file, reserve, Length + frames.Length);
                reserved = Length + frames.Length + reserve.Length;
            }
        }
        catch (Exception failure) when (IsDiskFailure(failure))
        {
            CutBack();
            throw DiskFailure.ToUnavailable($"{path} cannot be written", failure);
        }

        try
        {
            disk.Flush(file);
        }
        catch (Exception failure) when (IsDiskFailure(failure))
        {
            failed = true;
            CutBack();
            throw DiskFailure.ToUnavailable($"{path} cannot be synced", failure);
        }

        Length += frames.Length;
    }

    /// <summary>Takes what is reserved off the file, durably: no more is to be written.</summary>
    /// <exception cref="IOException">It may still be there.</exception>
    public void Trim()
    {
        disk.Truncate(file, Length);
        reserved = Length;
        disk.Flush(file);
    }

    /// <summary>Closes the file without what is reserved.</summary>
    public void Close()
    {
        try
        {
            Trim();
        }
        catch (Exception failure) when (IsDiskFailure(failure))
        {
            // What is reserved is cut off when the file is opened the next time.
        }

        Dispose();
    }

    /// <summary>Refuses to go on after a failed sync.</summary>
    public void ThrowIfFailed()
    {
        if (failed)
        {
            throw new StoreUnavailableException($"{path} failed to reach the disk before, and takes no more until it is opened anew.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static bool IsDiskFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private void CutBack()
    {
        try
        {
            disk.Truncate(file, Length);
            reserved = Length;
        }
        catch (Exception failure) when (IsDiskFailure(failure))
        {
            // Bytes of unknown state stay behind the durable part: no more is written until recovery has looked at them.
            failed = true;
        }
    }

    private void Recover(Action<long, ReadOnlyMemory<byte>> visit, long known)
    {
        var end = RandomAccess.GetLength(file);
        var reader = new FrameReader(file, 0, end);
        for (var offset = 0L; reader.TryRead(out var body); offset = reader.Offset)
        {
            visit(offset, body);
        }

        Length = reader.Offset;
        if (Length < known || (!reader.AtEnd && TornTail.HasLaterWrite(file, Length, end)))
        {
            throw new DamagedFileException(path, Length);
        }

        if (!reader.AtEnd)
        {
            disk.Truncate(file, Length);
        }

        // A killed process leaves frames that only the system's memory has: they are readable from now on, so they must be durable.
        disk.Flush(file);
    }
}
