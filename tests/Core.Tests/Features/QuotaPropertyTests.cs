using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Features;
using static Tallystick.Tests.Core.Tests.Features.Quotas;

namespace Tallystick.Tests.Core.Tests.Features;

/// <summary>Laws of balances, under random quotas, grants and uses.</summary>
public class QuotaPropertyTests
{
    private static readonly Instant Start = At("2026-01-01");

    [Fact]
    public void A_balance_is_what_folding_one_event_after_the_other_comes_to_at_any_instant()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var (entitlement, grants, uses) = Draw(random);
            for (var i = 0; i < 5; i++)
            {
                var at = Start + Duration.FromMinutes(random.Next(0, 40 * 24 * 60));
                var told = BalanceOf(entitlement, grants, at, uses);

                Assert.True(told.Balance >= 0 && told.Overage >= 0, $"seed {seed}: {told}");
                Assert.True(NaiveQuota.BalanceAt(entitlement, grants, at, uses) == (told.Balance, told.UsageInPeriod, told.Overage), $"seed {seed} at {at}: {told}");
            }
        }
    }

    [Fact]
    public void All_that_is_used_is_taken_from_something_or_is_overage()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var uses = Uses(random);
            var quota = new Quota(new UsagePeriod(BillingCadence.Year, Start), random.Next(0, 100));
            List<FeatureGrant> grants = [.. Enumerable.Range(0, 4).Select(i => Grant($"g{i}", random.Next(1, 50), $"2026-01-{random.Next(1, 28):00}", priority: random.Next(0, 3)))];
            var at = At("2026-02-28");

            var told = BalanceOf(To(quota), grants, at, uses);

            var issued = quota.IssueAfterReset + grants.Sum(grant => grant.Terms.Amount);
            Assert.True(issued - told.Balance + told.Overage == told.UsageInPeriod && told.UsageInPeriod == uses.Sum(use => use.Amount), $"seed {seed}: {told}");
        }
    }

    private static (Entitlement, List<FeatureGrant>, List<(Instant, decimal)>) Draw(Random random)
    {
        var min = random.Next(0, 2) * random.Next(0, 20);
        var quota = new Quota(new UsagePeriod(random.Next(0, 2) == 0 ? BillingCadence.Day : BillingCadence.Week, Start), random.Next(0, 60))
        {
            IssueAfterResetPriority = random.Next(0, 3),
            PreserveOverageAtReset = random.Next(0, 2) == 0,
            ResetMinRollover = min,
            ResetMaxRollover = random.Next(0, 3) == 0 ? min : min + random.Next(0, 40),
        };
        var grants = new List<FeatureGrant>();
        for (var i = random.Next(0, 6); i > 0; i--)
        {
            var begin = Start + Duration.FromHours(random.Next(0, 30 * 24));
            var (amount, least) = (random.Next(1, 80), random.Next(0, 2) * random.Next(0, 10));
            grants.Add(new FeatureGrant
            {
                Id = Tallystick.Core.Values.Id<FeatureGrant>.Of($"g{i}"),
                IdempotencyKey = $"g{i}",
                Terms = new GrantTerms(amount, null, null, random.Next(0, 3), random.Next(0, 3) == 0 ? least : least + random.Next(0, 80), least),
                EffectiveAt = begin,
                ExpiresAt = random.Next(0, 2) == 0 ? null : begin + Duration.FromHours(random.Next(1, 20 * 24)),
                CreatedAt = begin,
                VoidedAt = random.Next(0, 4) == 0 ? begin + Duration.FromMinutes(random.Next(0, 10 * 24 * 60)) : null,
            });
        }

        return (To(quota), grants, Uses(random));
    }

    private static List<(Instant At, decimal Amount)> Uses(Random random) =>
        [.. Enumerable.Range(0, random.Next(0, 120)).Select(_ => (Start + Duration.FromMinutes(random.Next(0, 40 * 24 * 60)), (decimal)random.Next(0, 60) / 4)).OrderBy(use => use.Item1)];
}
