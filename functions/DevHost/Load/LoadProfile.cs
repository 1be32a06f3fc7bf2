namespace Tallystick.DevHost.Load;

/// <summary>What a load is made of.</summary>
public sealed record LoadProfile
{
    /// <summary>How many events are delivered, retries and malformed ones included.</summary>
    public int Events { get; init; } = 100_000;

    /// <summary>How many customers there are to draw from.</summary>
    public int Customers { get; init; } = 10_000;

    /// <summary>How unequal customers are: see <see cref="ZipfSampler"/>.</summary>
    public double Zipf { get; init; } = 1.1;

    /// <summary>How many metrics there are; each event is of one.</summary>
    public int Metrics { get; init; } = 5;

    /// <summary>The fraction of deliveries that repeat one of the last <see cref="RetryWindow"/> events.</summary>
    public double Duplicates { get; init; } = 0.02;

    /// <summary>As a fraction of <see cref="Events"/>, deliveries with the key of an earlier event and another body. They are sent after all others,
    /// so that it is certain which of the two counts.</summary>
    public double Conflicts { get; init; }

    /// <summary>The fraction of events that occurred 1 to 72 hours ago.</summary>
    public double Late { get; init; } = 0.01;

    /// <summary>The fraction of deliveries that the API refuses.</summary>
    public double Malformed { get; init; } = 0.001;

    /// <summary>Makes the load; the same for the same seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How far back retries go, in events.</summary>
    public const int RetryWindow = 1000;
}
