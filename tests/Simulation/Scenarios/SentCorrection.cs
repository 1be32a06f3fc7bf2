using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>A correction as a client means it.</summary>
/// <param name="Account">Whose event.</param>
/// <param name="Corrected">The event.</param>
/// <param name="Key">The correction's idempotency key; null to leave it to the server.</param>
/// <param name="Metric">What was used instead; null to void the event.</param>
/// <param name="Quantity">How much.</param>
internal sealed record SentCorrection(AccountId Account, EventId Corrected, string? Key, Id<Metric>? Metric, decimal Quantity)
{
    /// <summary>The price of one that comes with it; null for none.</summary>
    internal decimal? Price { get; init; }

    /// <summary>The correction's own id: it is an event, and can be corrected like one.</summary>
    internal EventId Id => EventId.Of(Account, KnownKey);

    /// <summary>The key, as the server makes it where the client gives none.</summary>
    internal string KnownKey => Key ?? $"{(Metric is null ? "void" : "amend")}:{Corrected}";
}
