using System.Text.Json;
using NodaTime;
using Tallystick.DevHost.Load;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class LoadBodiesTests
{
    private static readonly LoadBodies Bodies = new(["bm_01m7ye0kmz0x4frt8bdq4ft6qw"], seed: 1);
    private static readonly LoadEvent Event = new(LoadEventKind.Fresh, 17, 3, 0, 25, Instant.FromUtc(2026, 3, 15, 12, 0) + Duration.FromMilliseconds(5));

    [Fact]
    public void An_event_is_written_as_the_api_takes_it()
    {
        var written = JsonElement.Parse(Bodies.Write([Event])).GetProperty("events")[0];
        Assert.Equal(
            """{"idempotencyKey":"1-00000017","customerId":"c-000003","timestamp":"2026-03-15T12:00:00.005Z","properties":[{"billableMetricId":"bm_01m7ye0kmz0x4frt8bdq4ft6qw","quantity":"25"}]}""",
            written.GetRawText());
    }

    [Fact]
    public void A_malformed_event_has_a_quantity_below_zero() =>
        Assert.Contains("\"quantity\":\"-25\"", System.Text.Encoding.UTF8.GetString(Bodies.Write([Event with { Kind = LoadEventKind.Malformed }])), StringComparison.Ordinal);

    [Fact]
    public void An_event_has_about_176_bytes() =>
        Assert.InRange(Bodies.Write(Enumerable.Repeat(Event, 1000)).Length / 1000, 170, 182);
}
