using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Notifications;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Hosting;
using Tallystick.Http.Telemetry;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Telemetry;

public sealed class PipelineMetricsTests
{
    [Fact]
    public async Task What_is_accepted_and_refused_is_counted_and_so_is_the_size_of_requests()
    {
        await using var api = await TestApi.StartAsync();
        using var metrics = new MetricCollector(api.Services.GetRequiredService<PipelineMetrics>().Meter);
        var (customer, metric) = (await Sample.CustomerAsync(api.Live), await Sample.MetricAsync(api.Live));

        await api.Live.PostAsync("/v0/usage/batch", new { events = new[] { Event("a", customer, metric), Event("b", "cus_unknown", metric), Event("c", customer, metric) } }, 207);
        await api.Live.PostAsync("/v0/usage", Event("d", customer, metric), 201);

        Assert.Equal(3, metrics["tally.ingest.events tally.outcome=accepted"]);
        Assert.Equal(1, metrics["tally.ingest.events tally.outcome=refused"]);
        Assert.Equal(4, metrics["tally.ingest.batch.size"]);
    }

    [Fact]
    public async Task What_is_metered_is_counted_by_what_became_of_it()
    {
        await using var api = await TestApi.StartAsync();
        using var metrics = new MetricCollector(api.Services.GetRequiredService<PipelineMetrics>().Meter);
        var (customer, metric) = (await Sample.CustomerAsync(api.Live), await Sample.MetricAsync(api.Live));
        foreach (var (key, quantity, of) in new[] { ("a", 1, metric), ("a", 1, metric), ("a", 2, metric), ("b", 1, metric), ("c", 1, "bm_unknown") })
        {
            await api.Live.PostAsync("/v0/usage", Event(key, customer, of, quantity), 201);
        }

        var twice = await MeterAllAsync(api);
        await MeterAllAsync(api, twice);

        Assert.Equal(2, metrics["tally.meter.events tally.outcome=counted"]);
        Assert.Equal(1, metrics["tally.meter.events tally.outcome=duplicate"]);
        Assert.Equal(1, metrics["tally.meter.events tally.outcome=conflict"]);
        Assert.Equal(1, metrics["tally.meter.events tally.outcome=rejected"]);
        Assert.Equal(5, metrics["tally.meter.batch.size"]);
    }

    [Fact]
    public async Task The_lag_of_a_partition_is_its_records_their_events_and_the_age_of_the_first()
    {
        await using var api = await TestApi.StartAsync();
        var lag = api.Services.GetRequiredService<MeterLag>();
        var (customer, metric) = (await Sample.CustomerAsync(api.Live), await Sample.MetricAsync(api.Live));
        Assert.All(await lag.ReadAsync(api.Time.GetInstant(), default), partition => Assert.Equal((0, 0), (partition.Records, partition.Age.TotalSeconds)));

        await api.Live.PostAsync("/v0/usage", Event("a", customer, metric), 201);
        api.Time.Advance(TimeSpan.FromSeconds(40));
        await api.Live.PostAsync("/v0/usage/batch", new { events = new[] { Event("b", customer, metric), Event("c", customer, metric) } }, 201);
        api.Time.Advance(TimeSpan.FromSeconds(2));

        var behind = Assert.Single(await lag.ReadAsync(api.Time.GetInstant(), default), partition => partition.Records > 0);
        Assert.Equal((2, 3, 42), (behind.Records, behind.Events, behind.Age.TotalSeconds));
        var metrics = api.Services.GetRequiredService<PipelineMetrics>();
        using var collector = new MetricCollector(metrics.Meter);
        metrics.Lag([behind]);
        Assert.Equal(42, collector[$"tally.meter.lag tally.partition={behind.Partition}"]);
        Assert.Equal(2, collector[$"tally.meter.lag.records tally.partition={behind.Partition}"]);
        Assert.Equal(3, collector[$"tally.meter.lag.events tally.partition={behind.Partition}"]);
        await api.MeterAllAsync();
        Assert.All(await lag.ReadAsync(api.Time.GetInstant(), default), partition => Assert.Equal((0, 0), (partition.Records, partition.Events)));
    }

    [Fact]
    public async Task Periods_are_counted_in_every_state_that_they_come_to()
    {
        await using var api = await TestApi.StartAsync();
        using var metrics = new MetricCollector(api.Services.GetRequiredService<PipelineMetrics>().Meter);
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 3);
        Assert.Null(metrics["tally.closing.periods tally.state=closing"]);

        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        foreach (var state in new[] { "closing", "sealed", "drafted", "issued" })
        {
            Assert.Equal(2, metrics[$"tally.closing.periods tally.state={state}"]);
        }
    }

    [Fact]
    public async Task What_receivers_answer_and_what_is_due_is_counted()
    {
        await using var api = await TestApi.StartAsync();
        var metrics = api.Services.GetRequiredService<PipelineMetrics>();
        using var collector = new MetricCollector(metrics.Meter);
        foreach (var answer in new WebhookAnswer[] { new(200), new(204), new(301), new(410), new(503), new(null, "No answer.") })
        {
            metrics.Webhook(answer);
        }

        metrics.Due("close-period", 7);
        metrics.Due("close-period", 3);

        Assert.Equal(2, collector["tally.webhook.attempts tally.outcome=delivered"]);
        Assert.Equal(3, collector["tally.webhook.attempts tally.outcome=refused"]);
        Assert.Equal(1, collector["tally.webhook.attempts tally.outcome=unanswered"]);
        Assert.Equal(3, collector["tally.commands.due tally.command=close-period"]);
    }

    [Fact]
    public async Task Records_that_hold_no_events_are_counted()
    {
        await using var api = await TestApi.StartAsync();
        using var metrics = new MetricCollector(api.Services.GetRequiredService<PipelineMetrics>().Meter);

        await api.Services.GetRequiredService<Metering>().ConsumeAsync(0, [LogRecord.Unreadable(0, 0, api.Time.GetInstant(), "It names no account.")], default);

        Assert.Equal(1, metrics["tally.meter.unreadable"]);
        Assert.Null(metrics["tally.meter.events tally.outcome=counted"]);
    }

    internal static object Event(string key, string customer, string metric, int quantity = 1) => new
    {
        idempotencyKey = key,
        customerId = customer,
        timestamp = "2026-01-31T12:00:00Z",
        properties = new[] { new { billableMetricId = metric, quantity = $"{quantity}" } },
    };

    /// <summary>Meters what the log has, or the given records once more.</summary>
    internal static async Task<IReadOnlyList<IReadOnlyList<LogRecord>>> MeterAllAsync(TestApi api, IReadOnlyList<IReadOnlyList<LogRecord>>? again = null)
    {
        var (log, metering) = (api.Services.GetRequiredService<IEventLog>(), api.Services.GetRequiredService<Metering>());
        var all = new List<IReadOnlyList<LogRecord>>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            all.Add(again?[partition] ?? (await log.ReadAsync(partition, 0, int.MaxValue, only: null, default)).Records);
            await metering.ConsumeAsync(partition, all[^1], default);
        }

        return all;
    }
}
