using Microsoft.Win32.SafeHandles;
using Tallystick.Core.Storage;
using Tallystick.Local.Files;

namespace Tallystick.Local.Claims;

/// <summary>A file of claims, for reading; who writes the last one has a handle of its own. Thread-safe.</summary>
internal sealed class ClaimFile : IDisposable
{
    private readonly string path;
    private readonly SafeFileHandle handle;

    /// <param name="name">When it was begun, in Unix milliseconds.</param>
    /// <param name="number">Its number in this process.</param>
    /// <param name="path">Where it is.</param>
    public ClaimFile(long name, int number, string path)
    {
        (Name, Number, this.path) = (name, number, path);
        handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>When it was begun, in Unix milliseconds: names it.</summary>
    public long Name { get; }

    /// <summary>Its number in this process.</summary>
    public int Number { get; }

    /// <summary>Reads one claim.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot answer now.</exception>
    public (ClaimKey Key, ClaimOwner Owner) Read(int offset)
    {
        Span<byte> claim = stackalloc byte[ClaimBlock.ClaimSize];
        try
        {
            return RandomAccess.Read(handle, claim, offset) == claim.Length ? ClaimBlock.Read(claim) : throw new DamagedFileException(path, offset);
        }
        catch (IOException failure)
        {
            throw DiskFailure.ToUnavailable($"{path} cannot be read", failure);
        }
    }

    /// <summary>Reads all claims.</summary>
    /// <exception cref="DamagedFileException">Some that were durable cannot be read.</exception>
    public void Read(Action<ClaimKey, ClaimLocation> visit)
    {
        var reader = new FrameReader(handle, 0, RandomAccess.GetLength(handle));
        while (reader.TryRead(out var block))
        {
            Read(block.Span, reader.Offset - block.Length, visit);
        }

        if (!reader.AtEnd)
        {
            throw new DamagedFileException(path, reader.Offset);
        }
    }

    /// <summary>Reads the claims of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="offset">Where in the file it begins.</param>
    /// <param name="visit">Called for each claim.</param>
    /// <exception cref="DamagedFileException">The file is longer than a location can say.</exception>
    public void Read(ReadOnlySpan<byte> block, long offset, Action<ClaimKey, ClaimLocation> visit)
    {
        if (offset + block.Length > ClaimLocation.MaxLength)
        {
            throw new DamagedFileException(path, offset);
        }

        for (var at = 0; at < block.Length; at += ClaimBlock.ClaimSize)
        {
            visit(ClaimBlock.ReadKey(block[at..]), new ClaimLocation(Number, (int)(offset + at)));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
