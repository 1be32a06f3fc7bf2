using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>Which deliveries of an account count, and which corrections take the places of others: decided from the log alone, as <see cref="Counting"/> does.</summary>
/// <param name="log">The log: what a correction names is read from it again.</param>
/// <param name="account">The account.</param>
internal sealed class ReplayedOwners(IEventLog log, AccountId account)
{
    private readonly Dictionary<EventId, LogPosition> owners = [];

    /// <summary>Whether an accepted delivery counts, the next in the order of the log; and what it corrects where it is a correction.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="late">Why a correction comes too late for what it corrects; null where it does not.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async ValueTask<(bool IsCounted, Delivery? Corrected)> CountAsync(
        Delivery delivery, Func<Delivery, Delivery, Rejection?> late, CancellationToken cancellation)
    {
        if (delivery.Usage!.Corrects is not { } named)
        {
            return (owners.TryAdd(delivery.Event, delivery.Position), null);
        }

        if (owners.ContainsKey(delivery.Event))
        {
            return (false, null);
        }

        var corrected = await FindAsync(named, cancellation);
        var isCounted = Corrections.Decide(delivery, corrected) is null
            && late(delivery, corrected!) is null
            && owners.TryAdd(Corrections.PlaceOf(account, named), delivery.Position)
            && owners.TryAdd(delivery.Event, delivery.Position);
        return (isCounted, corrected);
    }

    /// <summary>True for the delivery of its identity that counts.</summary>
    internal bool Counts(Delivery delivery) => owners.TryGetValue(delivery.Event, out var owner) && owner == delivery.Position;

    /// <summary>Where the correction stands that takes the place of a counted delivery; null where there is none.</summary>
    internal LogPosition? CorrectionOf(Delivery delivery) =>
        owners.TryGetValue(Corrections.PlaceOf(account, delivery.Event), out var by) ? by : null;

    /// <summary>The delivery that counts of an identity; null where none does.</summary>
    internal async ValueTask<Delivery?> FindAsync(EventId id, CancellationToken cancellation) =>
        owners.TryGetValue(id, out var owner) ? await log.ReadAsync(owner, cancellation) : null;
}
