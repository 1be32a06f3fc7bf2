namespace Tallystick.Core.Usage;

/// <summary>Decides which accepted deliveries count: by the claims on their identities, and for corrections on the places that they take.</summary>
/// <remarks>
/// What counts owns its identity, and nothing else does. A correction therefore claims its identity last, when it is certain to count; a crash
/// between its two claims leaves it the owner of the place, and the same position goes on from there. Deliveries of an account must come in log
/// order, and come again in any; claims at later positions do not change what was decided.
/// </remarks>
/// <param name="claims">Who owns which identity.</param>
/// <param name="log">Where the events are that corrections name.</param>
public sealed class Counting(IClaimStore claims, IEventLog log)
{
    /// <summary>Decides on deliveries of one partition.</summary>
    /// <param name="accepted">The deliveries, in log order, that the definitions accept.</param>
    /// <param name="late">Why a correction comes too late for what it corrects; null where it does not. Decides by positions alone.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>One for each of <paramref name="accepted"/>.</returns>
    /// <exception cref="Storage.StoreUnavailableException">A store cannot answer now: give the same deliveries again.</exception>
    public async Task<IReadOnlyList<Judgement>> DecideAsync(
        IReadOnlyList<Delivery> accepted, Func<Delivery, Delivery, ValueTask<Rejection?>> late, CancellationToken cancellation)
    {
        var judged = new List<Judgement>(accepted.Count);
        var waiting = new List<Delivery>(accepted.Count);
        foreach (var delivery in accepted)
        {
            if (delivery.Usage!.Corrects is not { } corrected)
            {
                waiting.Add(delivery);
                continue;
            }

            await ClaimAsync(waiting, judged, cancellation);
            judged.Add(await CorrectAsync(delivery, corrected, late, cancellation));
        }

        await ClaimAsync(waiting, judged, cancellation);
        return judged;
    }

    private async Task ClaimAsync(List<Delivery> waiting, List<Judgement> judged, CancellationToken cancellation)
    {
        if (waiting.Count == 0)
        {
            return;
        }

        var made = waiting.ConvertAll(delivery => delivery.Claim);
        var standing = await claims.ClaimAsync(made, cancellation);
        for (var i = 0; i < made.Count; i++)
        {
            judged.Add(new Judgement(Verdicts.Of(made[i], standing[i]), standing[i]));
        }

        waiting.Clear();
    }

    private async Task<Judgement> CorrectAsync(
        Delivery correction, EventId corrected, Func<Delivery, Delivery, ValueTask<Rejection?>> late, CancellationToken cancellation)
    {
        if (await BeforeAsync(correction.Event, correction, cancellation) is { } own)
        {
            return new Judgement(Verdicts.Of(correction.Claim, own), own);
        }

        var counted = await BeforeAsync(corrected, correction, cancellation) is { } claim ? await log.ReadAsync(claim.Owner, cancellation) : null;
        if ((Corrections.Decide(correction, counted) ?? await late(correction, counted!)) is { } rejection)
        {
            return new Judgement { Rejection = rejection };
        }

        var place = correction.Claim with { Event = Corrections.PlaceOf(correction.Account, corrected) };
        if ((await claims.ClaimAsync([place], cancellation))[0].Owner != correction.Position)
        {
            return new Judgement { Rejection = Corrections.NotFirst(corrected) };
        }

        var standing = (await claims.ClaimAsync([correction.Claim], cancellation))[0];
        return new Judgement(Verdicts.Of(correction.Claim, standing), standing) { Corrected = counted };
    }

    /// <summary>The claim on an identity by a position before the correction's: later ones were not there when it was first decided on.</summary>
    private async ValueTask<Claim?> BeforeAsync(EventId id, Delivery correction, CancellationToken cancellation) =>
        await claims.FindAsync(id, cancellation) is { } claim && claim.Owner.CompareTo(correction.Position) < 0 ? claim : null;
}
