namespace Tallystick.DevHost.Cost;

/// <summary>What a month's usage is like.</summary>
public sealed record CostProfile
{
    /// <summary>Events a month.</summary>
    public long Events { get; init; } = 100_000_000;

    /// <summary>Customers that they are of; by Zipf's law with the exponent 1.1.</summary>
    public int Customers { get; init; } = 1000;

    /// <summary>Events a request.</summary>
    public int Batch { get; init; } = 100;

    /// <summary>Metrics; each event is of one.</summary>
    public int Metrics { get; init; } = 1;

    /// <summary>True where the events of a request are of many customers, false where they are of one.</summary>
    public bool Mixed { get; init; }

    /// <summary>Partitions of the hub.</summary>
    public int Partitions { get; init; } = 8;

    /// <summary>Memory of an instance, in GB: 0.5, 2 or 4.</summary>
    public decimal InstanceGigabytes { get; init; } = 2;

    /// <summary>Seconds from one request to the next, all through the month.</summary>
    public double SecondsBetweenRequests => (double)SecondsOfMonth * Batch / Events;

    /// <summary>Requests a month.</summary>
    public decimal Requests => (decimal)Events / Batch;

    internal const int SecondsOfMonth = 730 * 3600;
}
