using Azure.Storage;
using Azure.Storage.Blobs;

namespace Tallystick.Tests.Cloud.Tests.Azurite;

/// <summary>The blob service of Azurite.</summary>
public sealed class AzuriteBlobs() : AzuriteService("blob")
{
    private int containers;

    /// <summary>A container of its own, empty.</summary>
    public BlobContainerClient NewContainer(BlobClientOptions? options = null)
    {
        var name = $"container{Interlocked.Increment(ref containers)}";
        Client(name).CreateIfNotExistsAsync().GetAwaiter().GetResult();
        return Client(name, options);
    }

    /// <summary>A container that there may be.</summary>
    public BlobContainerClient Client(string name, BlobClientOptions? options = null) =>
        new(new Uri($"{Endpoint}/{name}"), new StorageSharedKeyCredential(Account, Key), options);
}
