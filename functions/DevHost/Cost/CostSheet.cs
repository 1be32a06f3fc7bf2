namespace Tallystick.DevHost.Cost;

/// <summary>A month's bill for a workload: pure arithmetic over the counts of a sample.</summary>
/// <remarks>
/// An instance is paid for while anything runs on it, for a second at least, so that work that comes less than once a second is paid for by the second, and work that comes more often by
/// the instances that it takes: https://azure.microsoft.com/pricing/details/functions (Flex Consumption, on demand).
/// </remarks>
public sealed class CostSheet
{
    /// <summary>The app's timers that run every minute.</summary>
    public const int MinuteTimers = 9;

    /// <summary>The app's timers that run every hour.</summary>
    public const int HourTimers = 3;

    private const decimal Million = 1_000_000;
    private const decimal Gigabyte = 1_000_000_000;
    private const int HoursOfMonth = 730;
    private const int RecordsOfThroughputUnit = 1000;
    private const decimal BytesOfThroughputUnit = 1_000_000;
    private const int PeakFactor = 2;

    // Processor time of the host and the worker, generously; docs/performance.md has what the pipeline itself takes.
    private const double SecondsARequest = 0.001;
    private const double SecondsAnEvent = 0.00005;
    private const double Utilization = 0.6;

    private const int TimersOfMonth = (MinuteTimers * 60 * HoursOfMonth) + (HourTimers * HoursOfMonth); // a second each

    // What host.json and the app's sampling let through: metrics every minute, half a trace a second.
    private const decimal TelemetryGigabytes = 1.5m;

    // A row's keys, owner and body hash, with what the service adds.
    private const int ClaimBytes = 250;
    private const int WindowBytes = 1000;

    private CostSheet(CostProfile profile, IReadOnlyList<CostLine> lines)
    {
        Profile = profile;
        Lines = lines;
    }

    /// <summary>The workload.</summary>
    public CostProfile Profile { get; }

    /// <summary>The bill.</summary>
    public IReadOnlyList<CostLine> Lines { get; }

    /// <summary>What the month costs, in dollars.</summary>
    public decimal Total => Lines.Sum(line => line.Cost);

    /// <summary>What a million events add, in dollars.</summary>
    public decimal PerMillionEvents => Lines.Where(line => !line.IsFixed).Sum(line => line.Cost) * Million / Profile.Events;

    /// <summary>The bill of a month.</summary>
    /// <param name="profile">The workload.</param>
    /// <param name="sample">What a sample of it asked for.</param>
    /// <param name="prices">What that costs.</param>
    public static CostSheet Of(CostProfile profile, SampleCounts sample, AzurePrices prices)
    {
        var scale = (decimal)profile.Events / sample.Events;
        decimal Scaled(long count) => count * scale;
        var (records, batches) = (Scaled(sample.IngressEvents), Scaled(sample.MeterBatches));
        var seconds = (decimal)CostProfile.SecondsOfMonth;
        var throughputUnits = Math.Max(1, Math.Ceiling(PeakFactor * Math.Max(
            records / seconds / RecordsOfThroughputUnit, Scaled(sample.LogBytes) / seconds / BytesOfThroughputUnit)));
        var working = BusySeconds(profile.Requests, (double)profile.Requests * SecondsARequest)
            + BusySeconds(batches, profile.Events * SecondsAnEvent);
        var gigabyteSeconds = working * profile.InstanceGigabytes;
        var timers = TimersOfMonth * profile.InstanceGigabytes;
        return new CostSheet(profile,
        [
            new("Event Hubs, ingress events", records / Million, "million", prices.MillionIngressEvents),
            new("Event Hubs, throughput units", throughputUnits * HoursOfMonth, "hours", prices.ThroughputUnitHour, IsFixed: throughputUnits == 1),
            new("Event Hubs, capture", throughputUnits * HoursOfMonth, "hours", prices.CaptureHour, IsFixed: throughputUnits == 1),
            new("Cosmos DB, requests' reads", Scaled(sample.RequestUnitsAtIngest) / Million, "million RU", prices.MillionRequestUnits),
            new("Cosmos DB, metering", Scaled(sample.RequestUnitsAtMetering) / Million, "million RU", prices.MillionRequestUnits),
            new("Table storage, claims", Scaled(sample.TableOperations) / Million, "million", prices.MillionTableOperations),
            new("Functions, executions", (profile.Requests + batches) / Million, "million", prices.MillionExecutions),
            new("Functions, timers' executions", TimersOfMonth / Million, "million", prices.MillionExecutions, IsFixed: true),
            new("Functions, requests and metering", gigabyteSeconds, "GB-s", prices.GigabyteSecond),
            new("Functions, timers", timers, "GB-s", prices.GigabyteSecond, IsFixed: true),
            new("Functions, free of charge", -Math.Min(prices.FreeGigabyteSeconds, gigabyteSeconds + timers), "GB-s", prices.GigabyteSecond, IsFixed: true),
            new("Service Bus", 1, "month", prices.ServiceBusMonth, IsFixed: true),
            new("Telemetry, sampled", TelemetryGigabytes, "GB", prices.TelemetryGigabyte, IsFixed: true),
            new("Kept: claims", Scaled(sample.Claims) * ClaimBytes / Gigabyte, "GB", prices.TableGigabyte),
            new("Kept: documents", Math.Min(Scaled(sample.LedgerBytes), MostLedgerBytes(profile)) / Gigabyte, "GB", prices.DocumentGigabyte),
            new("Kept: archive of the log", Scaled(sample.LogBytes) / Gigabyte, "GB", prices.BlobGigabyte),
        ]);
    }

    /// <summary>A window for each customer and hour: a sample of a few seconds makes them all, and an hour makes no more.</summary>
    private static decimal MostLedgerBytes(CostProfile profile) => (decimal)profile.Customers * HoursOfMonth * WindowBytes * profile.Metrics;

    /// <summary>
    /// The seconds of a month in which instances work, for work that comes at random: whenever something came within the last second; more than one instance where that takes
    /// more processor time.
    /// </summary>
    private static decimal BusySeconds(decimal count, double processorSeconds)
    {
        var perSecond = (double)count / CostProfile.SecondsOfMonth;
        var instances = processorSeconds / Utilization / CostProfile.SecondsOfMonth;
        return (decimal)(CostProfile.SecondsOfMonth * Math.Max(1 - Math.Exp(-perSecond), instances));
    }
}
