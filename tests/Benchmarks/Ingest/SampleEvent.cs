namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>One event of the workload, in the form that needs no parsing.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Customer">The customer's number.</param>
/// <param name="Metric">The metric's number.</param>
/// <param name="Quantity">The quantity.</param>
/// <param name="OccurredAt">When it occurred.</param>
internal readonly record struct SampleEvent(string Key, int Customer, int Metric, int Quantity, DateTime OccurredAt);
