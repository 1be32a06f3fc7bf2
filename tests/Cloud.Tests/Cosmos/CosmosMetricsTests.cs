using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tallystick.Cloud;
using Tallystick.Cloud.Cosmos;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Cosmos;

public sealed class CosmosMetricsTests
{
    private readonly AsyncLocal<bool> mine = new();

    [Fact]
    public async Task Every_answer_says_what_it_cost()
    {
        var charges = new ConcurrentQueue<(string? Operation, double Charge)>();
        using var listener = Listen(charges);
        mine.Value = true; // the instrument is the process's, and other tests use it too
        var store = await new CosmosWire().OpenAsync();
        var body = new byte[3000];
        body.AsSpan().Fill((byte)'a');

        await store.CommitAsync("p", [DocumentWrite.Create("a", body)], default);
        await store.CommitAsync("p", [DocumentWrite.Create("a", body)], default);
        var etag = (await store.ReadAsync("p", "a", default))!.ETag;
        await store.CommitAsync("p", [DocumentWrite.Replace("a", Samples.Bytes("1"), etag)], default);
        await store.CommitAsync("p", [DocumentWrite.Put("a", body), DocumentWrite.Put("b", Samples.Bytes("1"))], default);
        await store.ListAsync(DocumentRange.WithPrefix("p", ""), descending: false, 0, 10, default);
        await store.CountAsync(DocumentRange.WithPrefix("p", ""), default);

        Assert.Equal(
            [("create", 20), ("create", 1), ("read", 8), ("replace", 5), ("batch", 25), ("list", 10), ("count", 4)],
            charges.Select(charge => (charge.Operation!, (int)charge.Charge)));
    }

    private MeterListener Listen(ConcurrentQueue<(string?, double)> charges)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument is { Name: CosmosMetrics.RequestCharge, Meter.Name: CloudMeter.Name, Unit: "{RU}" })
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, charge, tags, _) =>
        {
            if (mine.Value)
            {
                charges.Enqueue((tags[0].Value as string, charge));
            }
        });
        listener.Start();
        return listener;
    }
}
