using System.Text;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Subscription = Tallystick.Core.Customers.Subscription;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>Draws what customers of a <see cref="ProofWorld"/> report: events, retries, conflicts, corrections.</summary>
internal sealed class ProofUsage(Random random, ManualTime time, int metrics)
{
    private readonly List<(AccountId Account, UsageEvent Usage)> sent = [];
    private int keys;

    /// <summary>A number that was not used before.</summary>
    internal int NextKey() => ++keys;

    /// <summary>An event of a customer, or something about one that was sent before.</summary>
    internal (AccountId, UsageEvent) Draw(AccountId account, Subscription subscription)
    {
        var known = sent.Where(pair => pair.Account == account).ToList();
        if (known.Count > 0 && random.Next(6) == 0)
        {
            var (_, usage) = known[random.Next(known.Count)];
            return (account, random.Next(2) == 0 ? usage : usage with { OccurredAt = usage.OccurredAt + Duration.FromMinutes(1) });
        }

        if (known.Count > 0 && random.Next(4) == 0)
        {
            var correction = Correct(account, known[random.Next(known.Count)].Usage);
            sent.Add((account, correction));
            return (account, correction);
        }

        // Some at once, some a day late, some from an earlier period.
        var late = random.Next(4) switch { 0 => 24 * 60, 1 => 8 * 24 * 60, _ => 60 };
        var at = Instant.Max(subscription.StartedAt, time.Now - Duration.FromMinutes(random.Next(late)));
        var key = $"key {NextKey()}";
        var fresh = random.Next(3) == 0
            ? WithPrice(UsageSample.Reported(key, random.Next(1, 500) / 100m, at, random.Next(12) == 0 ? "mended" : $"{random.Next(metrics)}"))
            : UsageSample.Typed(key, $$"""{"value":{{random.Next(1, 100)}},"model":"m{{random.Next(3)}}"}""", at, $"type{random.Next(4)}", random.Next(5) == 0);
        sent.Add((account, fresh));
        return (account, fresh);
    }

    /// <summary>Most with the price of one, within the bounds of <see cref="ProofDefinitions"/> or not.</summary>
    private UsageEvent WithPrice(UsageEvent usage) => usage with
    {
        Measurements = [usage.Measurements[0] with { Price = random.Next(5) == 0 ? null : random.Next(900, 5100) / 1000m }],
    };

    /// <summary>A void or an amendment of anything that was sent: counted or not, corrected before or not, a correction itself, of any period and log.</summary>
    private UsageEvent Correct(AccountId account, UsageEvent usage)
    {
        var corrects = EventId.Of(account, random.Next(20) == 0 ? "never sent" : usage.Key);
        var at = random.Next(20) == 0 ? usage.OccurredAt + Duration.FromMinutes(1) : usage.OccurredAt;
        var correction = new UsageEvent { Key = $"key {NextKey()}", OccurredAt = at, TimestampGiven = true, Corrects = corrects };
        if (random.Next(3) == 0)
        {
            return correction;
        }

        var metric = Id<Metric>.Of($"{random.Next(metrics)}");
        return usage.Type is null
            ? WithPrice(correction with { Measurements = [new Measurement(usage.Measurements is [var old] && random.Next(3) > 0 ? old.Metric : metric, random.Next(1, 500) / 100m)] })
            : correction with { Type = usage.Type, Source = usage.Source, Data = Encoding.UTF8.GetBytes($$"""{"value":{{random.Next(1, 100)}},"model":"m{{random.Next(3)}}"}""") };
    }
}
