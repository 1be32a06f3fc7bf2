using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>What must have become of an event.</summary>
/// <param name="Counted">The delivery that counts; null where none does.</param>
/// <param name="Others">What became of the others, and of rejected ones why.</param>
internal sealed record ExpectedFate(LoggedEvent? Counted, IReadOnlyList<(LoggedEvent Delivery, OutcomeKind Kind, string? Reason)> Others);
