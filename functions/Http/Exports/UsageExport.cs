using Tallystick.Core.Usage;

namespace Tallystick.Http.Exports;

/// <summary>Counted events as a table: a row for each that an event means for a metric, and one for an event that measures nothing.</summary>
internal static class UsageExport
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "eventId", "idempotencyKey", "customerId", "timestamp", "createdAt", "type", "source", "billableMetricId", "metricName", "quantity", "value", "entitlementId",
        "corrects", "position",
    ];

    public static async IAsyncEnumerable<(Delivery Event, Reading? Reading)> Rows(IAsyncEnumerable<Delivery> events, MetricSet metrics)
    {
        await foreach (var counted in events)
        {
            Readings.Of(counted.Usage!, counted.EnqueuedAt, metrics, out var readings);
            foreach (var reading in readings.DefaultIfEmpty())
            {
                yield return (counted, reading);
            }
        }
    }

    public static void Write(CsvWriter csv, (Delivery Event, Reading? Reading) row)
    {
        var (usage, reading) = (row.Event.Usage!, row.Reading);
        csv.Word(row.Event.Event).Text(usage.Key).Word(row.Event.Account.Subject).Time(usage.OccurredAt).Time(row.Event.EnqueuedAt).Text(usage.Type).Text(usage.Source)
            .Word(reading?.Metric.Id).Text(reading?.Metric.Name).Number(reading is { Distinct: null } ? reading.Value : null).Text(reading?.Distinct)
            .Text(usage.Hold).Word(usage.Corrects).Word(row.Event.Position);
    }
}
