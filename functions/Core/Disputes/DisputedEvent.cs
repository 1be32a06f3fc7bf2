using Tallystick.Core.Values;

namespace Tallystick.Core.Disputes;

/// <summary>Says which dispute an event has: its document is named by the event, so that there is one at most.</summary>
/// <param name="Dispute">The dispute.</param>
internal sealed record DisputedEvent(Id<Dispute> Dispute);
