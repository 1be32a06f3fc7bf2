using Azure.Messaging.EventHubs;
using Azure.Storage.Blobs;
using Tallystick.Cloud.EventHubs;
using Tallystick.Tests.Cloud.Tests.EventHubs;

namespace Tallystick.Tests.Cloud.Tests.Capture;

/// <summary>Writes what a hub has into blobs, as Capture does.</summary>
internal sealed class CaptureWriter(BlobContainerClient container, FakeHub hub, HubName name)
{
    private readonly Dictionary<int, int> written = [];

    /// <summary>Writes a blob of what came in since the one before; nothing but a header where nothing did.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="at">The time in the blob's name.</param>
    /// <param name="codec">How blocks are compressed.</param>
    /// <param name="most">How many events at most.</param>
    /// <param name="timeForm">How times are written.</param>
    public async Task<string> WriteAsync(int partition, DateTime at, string codec = "null", int most = int.MaxValue, string timeForm = CaptureBytes.TimeForm)
    {
        var some = hub.EventsOf(partition).Skip(written.GetValueOrDefault(partition)).Take(most).ToList();
        written[partition] = written.GetValueOrDefault(partition) + some.Count;
        return await PutAsync(partition, at, CaptureBytes.Of(some, codec, timeForm: timeForm));
    }

    /// <summary>How many events of a partition are written.</summary>
    public int WrittenOf(int partition) => written.GetValueOrDefault(partition);

    /// <summary>Puts a blob of these bytes.</summary>
    public async Task<string> PutAsync(int partition, DateTime at, byte[] bytes)
    {
        var blob = $"{name.Namespace}/{name.Hub}/{partition}/{at:yyyy/MM/dd/HH/mm/ss}.avro";
        await container.GetBlobClient(blob).UploadAsync(new BinaryData(bytes), overwrite: true);
        return blob;
    }

    /// <summary>Puts a blob of these events.</summary>
    public Task<string> PutAsync(int partition, DateTime at, IEnumerable<EventData> events) => PutAsync(partition, at, CaptureBytes.Of(events));
}
