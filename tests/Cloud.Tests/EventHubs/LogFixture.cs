using Azure.Storage.Blobs;
using Tallystick.Cloud.EventHubs;
using Tallystick.Core.Usage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Cloud.Tests.Capture;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

/// <summary>A log on a hub in memory, with an archive on Azurite.</summary>
internal sealed class LogFixture(BlobContainerClient container, FakeHub hub, HubName name)
{
    public static readonly HubName First = new("tally", "usage-0");

    public FakeHub Hub => hub;

    public BlobContainerClient Container => container;

    public EventHubLog Log { get; private set; } = null!;

    /// <summary>The archive: what Capture has written is for the test to say.</summary>
    public CaptureWriter Capture { get; } = new(container, hub, name);

    public static async Task<LogFixture> OpenAsync(AzuriteBlobs azurite, TimeProvider time, int partitions = 2)
    {
        var fixture = new LogFixture(azurite.NewContainer(), new FakeHub(time, partitions), First);
        await fixture.ReopenAsync();
        return fixture;
    }

    /// <summary>The log that takes the place of this one.</summary>
    public async Task<LogFixture> RenewAsync(TimeProvider time, int partitions)
    {
        var next = new LogFixture(container, new FakeHub(time, partitions), name with { Hub = $"usage-{name.Number + 1}" });
        await next.ReopenAsync();
        return next;
    }

    public async Task ReopenAsync() => Log = await EventHubLog.OpenAsync(name, new FakeProducer(hub), new FakeConsumer(hub), container, default);

    public ValueTask AppendAsync(int account, params string[] payloads) => Log.AppendAsync([.. payloads.Select(payload => Samples.Entry(account, payload))], default);

    /// <summary>All records of a partition from one on, by reads of some bytes.</summary>
    public static async Task<List<LogRecord>> DrainAsync(IEventLog log, int partition, long from = 0, int maxBytes = 100, AccountId? only = null)
    {
        var records = new List<LogRecord>();
        while (await log.ReadAsync(partition, from, maxBytes, only, default) is var slice && slice.Next != from)
        {
            records.AddRange(slice.Records);
            from = slice.Next;
        }

        return records;
    }
}
