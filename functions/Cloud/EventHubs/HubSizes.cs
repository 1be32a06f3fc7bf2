using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Tallystick.Cloud.Blobs;
using Tallystick.Core.Storage;

namespace Tallystick.Cloud.EventHubs;

/// <summary>
/// How many partitions hubs have, a small blob beside each one's archive: the partitions of accounts are told by it when the hub itself is gone, and a hub
/// that was given more partitions is found out.
/// </summary>
internal static class HubSizes
{
    private const string Name = "partitions";

    /// <summary>Notes a hub's number of partitions.</summary>
    /// <exception cref="UnusableServiceException">It had another.</exception>
    public static async Task KeepAsync(BlobContainerClient capture, HubName name, int partitions, CancellationToken cancellation)
    {
        var text = Encoding.ASCII.GetBytes(partitions.ToString(CultureInfo.InvariantCulture));
        if (!await new BlobStore(capture).PutAsync(name.ArchivePrefix + Name, text, cancellation))
        {
            throw new UnusableServiceException(
                $"Event hub {name} has {partitions} partitions and had {await ReadAsync(capture, name, cancellation)}: accounts would change theirs. "
                + "Another number of partitions takes a new hub, whose name ends with the next number.");
        }
    }

    /// <summary>The hubs in whose place this one was made, by their numbers.</summary>
    public static async Task<IReadOnlyDictionary<int, ArchivedLog>> EarlierAsync(BlobContainerClient capture, HubName name, CancellationToken cancellation)
    {
        var found = new Dictionary<int, ArchivedLog>();
        var hubs = capture.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", $"{name.Namespace}/{name.Stem}", cancellation);
        await foreach (var prefix in hubs.Where(item => item.IsPrefix).Select(item => item.Prefix).WithCancellation(cancellation))
        {
            var one = name with { Hub = prefix[(name.Namespace.Length + 1)..^1] };
            if (HubName.TryNumber(one.Hub, name.Stem) is { } number && number < name.Number && await ReadAsync(capture, one, cancellation) is { } partitions)
            {
                found[number] = new ArchivedLog(one, partitions, capture);
            }
        }

        return found;
    }

    private static async Task<int?> ReadAsync(BlobContainerClient capture, HubName name, CancellationToken cancellation)
    {
        if (await new BlobStore(capture).GetAsync(name.ArchivePrefix + Name, cancellation) is not { } text)
        {
            return null;
        }

        return int.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var partitions) && partitions > 0
            ? partitions
            : throw new DamagedStoreException($"Blob {name.ArchivePrefix}{Name} does not have a number of partitions.");
    }
}
