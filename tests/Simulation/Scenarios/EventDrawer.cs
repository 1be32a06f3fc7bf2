using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Draws what clients report, and what they correct of it.</summary>
/// <param name="random">The seed's.</param>
/// <param name="habits">What clients are like.</param>
/// <param name="subscribers">Who may be reported about.</param>
/// <param name="latecomers">Who may be reported about before there is such a customer.</param>
/// <param name="clocks">What customers' clocks show.</param>
internal sealed class EventDrawer(
    Random random, Habits habits, IReadOnlyList<Subscriber> subscribers, IReadOnlyList<(Tenant Tenant, Customer Customer)> latecomers, PlannedClocks clocks)
{
    private readonly PriceDrawer prices = new(random);
    private readonly List<SentEvent> sent = [];
    private readonly List<SentCorrection> corrections = [];

    // What may come with a price: a hold pays at it where the subscription does not cover the event, and no invoice is told of that.
    private readonly HashSet<EventId> priced = [];

    /// <summary>An event, or one that was sent before.</summary>
    /// <param name="number">The operation's number.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="holds">What may pay for it.</param>
    internal SentEvent AnyEvent(int number, Duration at, IReadOnlyList<Operation.Hold> holds)
    {
        // A retry; or, now and then, the same key for something else.
        if (sent.Count > 0 && random.Next(100) < habits.Retries)
        {
            var again = Any(sent);
            return random.Next(4) == 0 ? again with { Quantity = again.Quantity + 1 } : again;
        }

        var hold = holds.Count > 0 && random.Next(3) == 0 ? Any(holds) : null;
        var payer = hold?.Payer ?? Any(subscribers);
        var subject = latecomers.Count > 0 && hold is null && random.Next(5) == 0 ? Any(latecomers).Customer.ExternalId! : payer.Customer.Id.ToString();
        var tenant = latecomers.FirstOrDefault(one => one.Customer.ExternalId == subject) is { Customer: not null } found ? found.Tenant : payer.Tenant;

        // Where a test clock is far ahead, some report what happened before it was moved.
        var isOfTrueTime = payer.Customer.TestClockId is not null && random.Next(3) == 0;
        var isBackfill = isOfTrueTime || random.Next(100) < habits.Backfills;
        var now = isOfTrueTime ? Scenario.Start + at : clocks.NowOf(payer, at);
        Instant? timestamp = isBackfill ? now - (isOfTrueTime ? habits.NextLateness() : habits.NextAge()) : random.Next(5) == 0 ? null : now - habits.NextLateness();
        var fresh = new SentEvent(
            tenant, subject, $"k{number}-{sent.Count}", Any(payer.Metrics).Id, AnyQuantity(), timestamp, hold?.Number, isBackfill);
        if (hold is null || (payer.JoinsAt is null && (timestamp ?? now) >= payer.Subscription.StartedAt))
        {
            fresh = fresh with { Price = prices.OfEvent() };
            priced.Add(EventId.Of(payer.Account, fresh.Key));
        }

        sent.Add(fresh);
        return fresh;
    }

    /// <summary>A correction of what was sent, of a correction, of what was corrected before, or of nothing; null while nothing was sent.</summary>
    /// <param name="number">The operation's number.</param>
    internal SentCorrection? AnyCorrection(int number)
    {
        if (corrections.Count > 0 && random.Next(2) == 0)
        {
            var before = random.Next(2) == 0 ? Any(corrections) : corrections[^1];
            return Keep(random.Next(4) switch
            {
                0 => before,
                1 => before with { Key = null },
                2 => Fresh(number, before.Account, before.Corrected),
                _ => Fresh(number, before.Account, before.Id),
            });
        }

        if (sent.Count == 0)
        {
            return null;
        }

        var one = random.Next(3) == 0 ? Any(sent) : sent[^1];
        var account = latecomers.FirstOrDefault(late => late.Customer.ExternalId == one.Subject) is { Customer: { } latecomer }
            ? AccountId.Of(one.Tenant, latecomer.Id)
            : subscribers.First(subscriber => subscriber.Tenant == one.Tenant && subscriber.Customer.Id.ToString() == one.Subject).Account;
        return Keep(Fresh(number, account, EventId.Of(account, random.Next(20) == 0 ? "never sent" : one.Key)));
    }

    private SentCorrection Fresh(int number, AccountId account, EventId corrected)
    {
        var key = random.Next(2) == 0 ? null : $"c{number}";
        return random.Next(2) == 0
            ? new SentCorrection(account, corrected, key, Metric: null, 0)
            : new SentCorrection(account, corrected, key, Any(subscribers[0].Metrics).Id, AnyQuantity()) { Price = priced.Contains(corrected) ? prices.OfEvent() : null };
    }

    private SentCorrection Keep(SentCorrection correction)
    {
        corrections.Add(correction);
        if (priced.Contains(correction.Corrected))
        {
            priced.Add(correction.Id);
        }

        return correction;
    }

    private decimal AnyQuantity() => random.Next(1, 1000) / (random.Next(2) == 0 ? 1m : 100m);

    private T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
