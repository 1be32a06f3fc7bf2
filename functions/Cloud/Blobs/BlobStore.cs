using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Tallystick.Core.Blobs;

namespace Tallystick.Cloud.Blobs;

/// <summary>Files in one container of Azure Blob storage.</summary>
/// <param name="container">The container, which exists.</param>
public sealed class BlobStore(BlobContainerClient container) : IBlobStore
{
    private readonly string name = $"Blob container {container.Name}";

    /// <inheritdoc/>
    public async ValueTask<bool> PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var blob = container.GetBlobClient(BlobPath.Of(name));
        return await StoreFailures.AskAsync(this.name, () => UploadAsync(blob, content, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancellation)
    {
        var blob = container.GetBlobClient(BlobPath.Of(name));
        return await StoreFailures.AskAsync(this.name, () => DownloadAsync(blob, cancellation), cancellation);
    }

    private static async Task<bool> UploadAsync(BlobClient blob, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        try
        {
            var once = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(new BinaryData(content), once, cancellation);
            return true;
        }
        catch (RequestFailedException taken) when (taken.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // By another, or by this very call before its answer was lost.
            return await DownloadAsync(blob, cancellation) is { } standing && standing.Span.SequenceEqual(content.Span);
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> DownloadAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellation)).Value.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }
}
