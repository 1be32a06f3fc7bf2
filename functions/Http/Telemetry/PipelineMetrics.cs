using System.Diagnostics.Metrics;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Telemetry;

/// <summary>What the pipeline counts of itself, by OpenTelemetry's conventions for names and units. Counters say what this process did, and start at 0 with it.</summary>
public sealed class PipelineMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Tallystick";

    private static readonly OutcomeKind[] Kinds = Enum.GetValues<OutcomeKind>();

    private readonly System.Diagnostics.Metrics.Meter meter = new(MeterName);
    private readonly Counter<long> accepted;
    private readonly Histogram<int> requests;
    private readonly Counter<long> metered;
    private readonly Histogram<int> batches;
    private readonly Gauge<double> age;
    private readonly Gauge<long> behind;
    private readonly Gauge<long> waiting;
    private readonly Counter<long> commands;
    private readonly Gauge<int> due;
    private readonly Counter<long> periods;
    private readonly Counter<long> unreadable;
    private readonly Counter<long> webhooks;

    /// <summary>Makes the instruments.</summary>
    public PipelineMetrics()
    {
        accepted = meter.CreateCounter<long>("tally.ingest.events", "{event}", "Events of requests that could be read, by whether they were accepted.");
        requests = meter.CreateHistogram<int>("tally.ingest.batch.size", "{event}", "Events a request.");
        metered = meter.CreateCounter<long>("tally.meter.events", "{event}", "Events metered, by what became of them.");
        batches = meter.CreateHistogram<int>("tally.meter.batch.size", "{record}", "Records of the log a batch.");
        age = meter.CreateGauge<double>("tally.meter.lag", "s", "For how long the first record of a partition that is not metered has been waiting.");
        behind = meter.CreateGauge<long>("tally.meter.lag.records", "{record}", "Records of a partition that are not metered.");
        waiting = meter.CreateGauge<long>(
            "tally.meter.lag.events", "{event}", "Events of a partition that are not metered; an estimate where their records have more than 128 KB.");
        commands = meter.CreateCounter<long>("tally.commands", "{command}", "Commands of workers, by kind and how they ended.");
        due = meter.CreateGauge<int>("tally.commands.due", "{command}", "What the last sweep found due, by kind.");
        periods = meter.CreateCounter<long>("tally.closing.periods", "{period}", "Periods that came to a state of their closing.");
        unreadable = meter.CreateCounter<long>("tally.meter.unreadable", "{record}", "Records of the log that are no packed events.");
        webhooks = meter.CreateCounter<long>("tally.webhook.attempts", "{attempt}", "Calls of receivers, by what they answered.");
    }

    /// <summary>The meter, to listen to this one alone.</summary>
    public System.Diagnostics.Metrics.Meter Meter => meter;

    /// <summary>Events of a request were accepted, or refused one by one.</summary>
    public void Accepted(int count, int refused)
    {
        requests.Record(count + refused);
        Add(accepted, count, "accepted");
        Add(accepted, refused, "refused");
    }

    /// <summary>A batch of the log was metered.</summary>
    public void Metered(MeteredBatch batch)
    {
        if (batch.Records == 0)
        {
            return;
        }

        batches.Record(batch.Records);
        Add(metered, batch.Counted, TelemetryTags.Of(null));
        foreach (var kind in Kinds)
        {
            Add(metered, batch.CountOf(kind), TelemetryTags.Of(kind));
        }

        if (batch.Unreadable > 0)
        {
            unreadable.Add(batch.Unreadable);
        }
    }

    /// <summary>How far metering is behind.</summary>
    public void Lag(IReadOnlyList<PartitionLag> lags)
    {
        foreach (var lag in lags)
        {
            var partition = new KeyValuePair<string, object?>(TelemetryTags.Partition, lag.Partition);
            age.Record(lag.Age.TotalSeconds, partition);
            behind.Record(lag.Records, partition);
            waiting.Record(lag.Events, partition);
        }
    }

    /// <summary>A command ended: <c>done</c>, <c>retried</c> later, or <c>put_aside</c>.</summary>
    public void Command(string kind, string outcome) =>
        commands.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Command, kind), new KeyValuePair<string, object?>(TelemetryTags.Outcome, outcome));

    /// <summary>A sweep found commands due.</summary>
    public void Due(string kind, int count) => due.Record(count, new KeyValuePair<string, object?>(TelemetryTags.Command, kind));

    /// <summary>A period has come to another state of its closing.</summary>
    public void Reached(PeriodState state) => periods.Add(1, new KeyValuePair<string, object?>(TelemetryTags.State, TelemetryTags.Of(state)));

    /// <summary>A receiver was called: it has <c>delivered</c> with a 2xx status, <c>refused</c> with another, or was <c>unanswered</c>.</summary>
    public void Webhook(WebhookAnswer answer) =>
        Add(webhooks, 1, answer.StatusCode switch
        {
            null => "unanswered",
            >= 200 and < 300 => "delivered",
            _ => "refused",
        });

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private static void Add(Counter<long> counter, int count, string outcome)
    {
        if (count > 0)
        {
            counter.Add(count, new KeyValuePair<string, object?>(TelemetryTags.Outcome, outcome));
        }
    }
}
