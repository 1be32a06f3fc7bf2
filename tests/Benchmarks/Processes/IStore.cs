namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>Where a service written by hand keeps what it is sent.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>What its own processes have used, in seconds; not a number where it has none.</summary>
    double CpuSeconds { get; }

    /// <summary>How many different events it holds.</summary>
    Task<long> CountAsync();
}
