namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>What is compared: a side with its load.</summary>
/// <param name="Name">The line of the table.</param>
/// <param name="StartAsync">Starts the side on fresh data.</param>
/// <param name="Workload">The load.</param>
internal sealed record Contender(string Name, Func<WorkloadOptions, Task<ISide>> StartAsync, WorkloadOptions Workload);
