using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Blobs;
using Tallystick.Core.Storage;
using Tallystick.Local.Files;

namespace Tallystick.Local.Blobs;

/// <summary>A file a blob, named by the SHA-256 of the blob's name, in folders by its first two digits.</summary>
/// <remarks>
/// The blob's own name would be nicer to look at, but file systems know less than its rules promise: parts longer than 255 characters,
/// names that differ in case only, <c>a</c> beside <c>a/b</c>, reserved words.
/// </remarks>
internal sealed class FileBlobStore : IBlobStore
{
    private const string TemporaryFolder = "writing";
    private readonly string directory;
    private readonly object[] turns = [.. Enumerable.Range(0, 64).Select(_ => new object())];

    /// <summary>Opens the folder, or makes it.</summary>
    public FileBlobStore(string directory)
    {
        this.directory = directory;
        DurableDirectory.Create(directory);
        var temporary = Path.Combine(directory, TemporaryFolder);
        DurableDirectory.Create(temporary);
        foreach (var left in Directory.EnumerateFiles(temporary))
        {
            File.Delete(left);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        BlobName.Check(name);
        cancellation.ThrowIfCancellationRequested();
        var file = FileOf(name);
        try
        {
            lock (turns[string.GetHashCode(file, StringComparison.Ordinal) & (turns.Length - 1)])
            {
                return new(Put(file, content.Span));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancellation)
    {
        BlobName.Check(name);
        var path = PathOf(FileOf(name));
        try
        {
            return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellation) : (ReadOnlyMemory<byte>?)null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    private static StoreUnavailableException Unavailable(Exception failure) =>
        DiskFailure.ToUnavailable("The blobs cannot be reached", failure);

    private static string FileOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)));

    private string PathOf(string file) => Path.Combine(directory, file[..2], file[2..]);

    private bool Put(string file, ReadOnlySpan<byte> content)
    {
        var path = PathOf(file);
        var folder = Path.GetDirectoryName(path)!;
        if (!File.Exists(path))
        {
            DurableDirectory.Create(folder);
            DurableFile.Write(path, Path.Combine(directory, TemporaryFolder, file), content);
            return true;
        }

        if (!content.SequenceEqual(File.ReadAllBytes(path)))
        {
            return false;
        }

        // The put that wrote it may have failed before its name was durable.
        DurableDirectory.Sync(folder);
        return true;
    }
}
