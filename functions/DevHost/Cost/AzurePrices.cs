namespace Tallystick.DevHost.Cost;

/// <summary>Azure's list prices in US dollars, West Europe, as of 2026-11. Look them up before quoting: https://azure.microsoft.com/pricing.</summary>
public sealed record AzurePrices
{
    /// <summary>Event Hubs standard: a million ingress events of up to 64 KB.</summary>
    public decimal MillionIngressEvents { get; init; } = 0.028m;

    /// <summary>A throughput unit, for an hour.</summary>
    public decimal ThroughputUnitHour { get; init; } = 0.03m;

    /// <summary>Capture, for an hour and throughput unit.</summary>
    public decimal CaptureHour { get; init; } = 0.10m;

    /// <summary>Cosmos DB serverless: a million request units.</summary>
    public decimal MillionRequestUnits { get; init; } = 0.25m;

    /// <summary>A GB of documents, for a month.</summary>
    public decimal DocumentGigabyte { get; init; } = 0.25m;

    /// <summary>Table storage: a million operations.</summary>
    public decimal MillionTableOperations { get; init; } = 0.036m;

    /// <summary>A GB of tables in three zones, for a month.</summary>
    public decimal TableGigabyte { get; init; } = 0.056m;

    /// <summary>A GB of cool blobs in three zones, for a month.</summary>
    public decimal BlobGigabyte { get; init; } = 0.0125m;

    /// <summary>Functions Flex Consumption: a million executions.</summary>
    public decimal MillionExecutions { get; init; } = 0.40m;

    /// <summary>A GB of memory, for a second in which an instance works.</summary>
    public decimal GigabyteSecond { get; init; } = 0.000026m;

    /// <summary>GB-seconds of a month that are free.</summary>
    public decimal FreeGigabyteSeconds { get; init; } = 100_000;

    /// <summary>Service Bus standard, a month, with its first 13 million operations.</summary>
    public decimal ServiceBusMonth { get; init; } = 9.81m;

    /// <summary>A GB of telemetry.</summary>
    public decimal TelemetryGigabyte { get; init; } = 2.30m;
}
