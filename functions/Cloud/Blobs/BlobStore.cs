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
        try
        {
            var once = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(new BinaryData(content), once, cancellation);
            return true;
        }
        catch (RequestFailedException taken) when (taken.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // By another, or by this very call before its answer was lost.
            return await GetAsync(name, cancellation) is { } standing && standing.Span.SequenceEqual(content.Span);
        }
        catch (Exception exception) when (StoreFailures.IsPassing(exception, cancellation))
        {
            throw StoreFailures.ToUnavailable(exception, this.name);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancellation)
    {
        var blob = container.GetBlobClient(BlobPath.Of(name));
        try
        {
            return (await blob.DownloadContentAsync(cancellation)).Value.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
        catch (Exception exception) when (StoreFailures.IsPassing(exception, cancellation))
        {
            throw StoreFailures.ToUnavailable(exception, this.name);
        }
    }
}
