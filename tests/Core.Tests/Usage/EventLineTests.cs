using System.Text;
using NodaTime;
using Tallystick.Core.Usage;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class EventLineTests
{
    [Fact]
    public void An_event_reads_back_from_the_log_as_it_was_written()
    {
        var usage = Reported("k\n\"1\" é", 10.5m, hold: "com_1") with
        {
            Measurements = [new(Tallystick.Core.Values.Id<Tallystick.Core.Catalog.Metric>.Of("1"), 0.000000001m, 2.5m), new(Tallystick.Core.Values.Id<Tallystick.Core.Catalog.Metric>.Of("2"), 999_999_999_999_999m)],
            Type = "call",
            Source = "here",
            Data = Encoding.UTF8.GetBytes("""{"a":{"b":[1,2]}}"""),
            Metadata = Encoding.UTF8.GetBytes("""{"note":"x"}"""),
        };

        var read = DeliveryOf(usage).Usage!;

        Assert.Equal((usage.Key, usage.OccurredAt, usage.Type, usage.Source, usage.Hold), (read.Key, read.OccurredAt, read.Type, read.Source, read.Hold));
        Assert.Equal(usage.Measurements, read.Measurements);
        Assert.Equal(usage.Data.ToArray(), read.Data.ToArray());
        Assert.Equal(usage.Metadata.ToArray(), read.Metadata.ToArray());
    }

    [Fact]
    public void A_correction_and_a_backfilled_event_read_back_as_they_were_written()
    {
        var correction = Reported("k", 1) with { Corrects = EventId.Of(Account, "other"), Reason = "wrong \"unit\"" };
        var backfilled = Reported("k", 1) with { IsBackfill = true, Reason = "lost" };

        var (first, second) = (DeliveryOf(correction).Usage!, DeliveryOf(backfilled).Usage!);
        Assert.Equal((correction.Corrects, correction.Reason, false), (first.Corrects, first.Reason, first.IsBackfill));
        Assert.Equal((null, backfilled.Reason, true), (second.Corrects, second.Reason, second.IsBackfill));
    }

    [Fact]
    public void A_retry_has_the_same_body_hash() =>
        Assert.Equal(DeliveryOf(Reported("k", 10m)).BodyHash, DeliveryOf(Reported("k", 10.0m)).BodyHash);

    [Fact]
    public void Another_quantity_time_or_hold_is_another_body()
    {
        UsageEvent[] others =
        [
            Reported("k", 1), Reported("k", 2), Reported("k", 1, Noon + Duration.FromSeconds(1)), Reported("k", 1, metric: "2"), Reported("k", 1, hold: "com_1"),
        ];

        Assert.Equal(others.Length, others.Select(usage => DeliveryOf(usage).BodyHash).Distinct().Count());
    }

    [Fact]
    public void A_time_that_the_server_stamped_is_no_part_of_the_body()
    {
        var first = Typed("k", "{}", Noon, stamped: true);
        var retry = Typed("k", "{}", Noon + Duration.FromHours(5), stamped: true);

        Assert.Equal(DeliveryOf(first).BodyHash, DeliveryOf(retry).BodyHash);
        Assert.Equal(retry.OccurredAt, DeliveryOf(retry).Usage!.OccurredAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"key":"k"}""")]
    [InlineData("""{"key":"k","time":"yesterday"}""")]
    [InlineData("""{"key":"k","time":"2026-01-01T00:00:00Z","properties":[{"metric":"x","quantity":"1"}]}""")]
    [InlineData("""{"key":"k","time":"2026-01-01T00:00:00Z","properties":[{"metric":"bm_1","quantity":"1e400"}]}""")]
    [InlineData("""[1,2,3]""")]
    public void A_line_that_is_no_event_is_a_delivery_without_one(string line)
    {
        var record = new LogRecord(0, 7, Noon, Account, Encoding.UTF8.GetBytes(line + "\n" + """{"key":"k","time":"2026-01-01T00:00:00Z"}""" + "\n"));

        var deliveries = Delivery.Unpack(0, record).ToList();

        Assert.Equal([null, "k"], deliveries.Select(delivery => delivery.Usage?.Key));
        Assert.Equal([new LogPosition(0, 0, 7, 0), new LogPosition(0, 0, 7, 1)], deliveries.Select(delivery => delivery.Position));
    }

    [Fact]
    public void Many_records_at_a_time_unpack_as_each_by_itself()
    {
        var random = new Random(20261121);
        for (var size = 0; size < 100; size += 9)
        {
            var records = Enumerable.Range(0, size).Select(sequence => RecordOf(random, sequence)).ToList();

            Assert.Equal(records.SelectMany(record => Delivery.Unpack(3, record)).Select(Show), Delivery.UnpackAll(3, records).Select(Show));
        }

        static LogRecord RecordOf(Random random, int sequence)
        {
            var account = new AccountId(Tenant, $"cus_{random.Next(5)}");
            var events = Enumerable.Range(0, random.Next(1, 30)).Select(i => (account, Typed($"key {sequence} {i}", "{}", stamped: random.Next(2) == 0)));
            var payload = Packing.Pack([.. events])[0].Payload.ToArray();
            return new LogRecord(1, sequence, Noon, account, random.Next(5) == 0 ? (byte[])[.. payload, .. "no event\n"u8] : payload);
        }

        // An event holds slices of its line, which are equal only where they are the same.
        static string Show(Delivery delivery) =>
            $"{delivery.Position} {delivery.EnqueuedAt} {delivery.Account} {delivery.Event} {delivery.BodyHash:x} {delivery.Usage?.Key} {Encoding.UTF8.GetString(delivery.Line.Span)}";
    }

    [Fact]
    public void The_events_of_an_account_share_a_record_up_to_its_packed_size()
    {
        var events = Enumerable.Range(0, 1000).Select(i => (i % 2 == 0 ? Account : AccountId.External(Tenant, "x"), Typed($"k{i}", $$"""{"pad":"{{new string('p', 200)}}"}"""))).ToList();

        var entries = Packing.Pack(events);

        Assert.All(entries, entry => Assert.InRange(entry.Payload.Length, 1, LogEntry.PackedSize));
        Assert.InRange(entries.Count, 4, 10);
        var keys = entries.SelectMany((entry, i) => Delivery.Unpack(0, new LogRecord(0, i, Noon, entry.Account, entry.Payload))).Select(delivery => delivery.Usage!.Key);
        Assert.Equal(events.Select(item => item.Item2.Key).Order(), keys.Order());
    }
}
