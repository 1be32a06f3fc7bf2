using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>The proof that an event is durably in the log. A retry of the event gets the same <see cref="Id"/>.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Usage">The event as it was logged.</param>
/// <param name="AcceptedAt">When it was accepted, by the real clock.</param>
public sealed record UsageReceipt(EventId Id, AccountId Account, UsageEvent Usage, Instant AcceptedAt);
