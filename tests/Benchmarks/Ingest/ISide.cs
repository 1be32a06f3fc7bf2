namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>One side of the comparison, running on fresh data.</summary>
internal interface ISide : IAsyncDisposable
{
    /// <summary>What all its processes have used, in seconds, user and system.</summary>
    double CpuSeconds { get; }

    /// <summary>What the store's own processes have used, in seconds; not a number where the service is the store.</summary>
    double StoreCpuSeconds { get; }

    /// <summary>Request bodies, or statements, of batches.</summary>
    byte[][] Bodies(SampleEvent[][] batches);

    /// <summary>Sends a body, and fails unless every event of it was accepted.</summary>
    Task<byte[]> SendAsync(byte[] body);

    /// <summary>Returns when the last event of an answer is counted.</summary>
    Task WhenCountedAsync(byte[] answer);

    /// <summary>Returns when every event that was accepted is counted and durable: how many bytes the service has allocated so far.</summary>
    Task<long> DrainAsync();

    /// <summary>How many events are counted.</summary>
    Task<long> CountAsync();
}
