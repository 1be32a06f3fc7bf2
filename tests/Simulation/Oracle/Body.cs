using NodaTime;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>What two deliveries of one key must agree in, to be the same event sent twice.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Metric">The metric's id.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Timestamp">When, where the client said so.</param>
/// <param name="Hold">The hold that it names.</param>
internal sealed record Body(string Key, string Metric, decimal Quantity, Instant? Timestamp, string? Hold);
