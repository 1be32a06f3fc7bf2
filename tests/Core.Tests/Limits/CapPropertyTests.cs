using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Limits;

public class CapPropertyTests
{
    private const int Workers = 6;
    private const int Steps = 12;
    private static readonly Currency Usd = Currency.Parse("USD");

    [Fact]
    public async Task Reservations_at_once_with_usage_and_releases_never_exceed_a_cap()
    {
        var refused = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var pipeline = await Pipeline.CreateAsync();
            await pipeline.TopUpAsync(1000);
            var store = new InterleavingStore(pipeline.Store);
            var (quota, spend) = (random.Next(5, 60), random.Next(2, 15));
            await SetAsync(store, [CapOf(MeasureKind.Quantity, quota), CapOf(MeasureKind.Spend, spend)]);
            var customers = new CustomerDirectory(store);
            var usage = new UsageReader(store, new AccountEvents(pipeline.Log, pipeline.Claims, store), new AccountTermsReader(store, customers));
            var holds = new HoldService(store, pipeline.Ids, new CapGuard(store, new MeasureReader(store, customers, pipeline.ClocksOver(store), usage)));
            using var metering = new SemaphoreSlim(1);

            async Task<int> WorkAsync(Random draw, int worker)
            {
                var no = 0;
                for (var step = 0; step < Steps; step++)
                {
                    var (quantity, uses) = (draw.Next(1, 9), draw.Next(1, 3));
                    var request = new HoldRequest { Items = [new(Id<Metric>.Of("2").ToString(), quantity, Pipeline.InstantPrice)], Currency = Usd, MaxUses = uses };
                    var placed = await holds.PlaceHoldAsync(Account, request, new WalletClock(Noon), default);
                    if (!placed.TryGet(out var hold, out var refusal))
                    {
                        Assert.True(refusal.Code is "QUOTA_REACHED" or "SPEND_CAP_REACHED", refusal.Code);
                        no++;
                    }
                    else if (draw.Next(4) == 0)
                    {
                        await holds.ReleaseHoldAsync(Account, hold.Id, Noon, default);
                    }
                    else if (draw.Next(4) > 0)
                    {
                        await pipeline.AppendAsync(Reported($"{worker} {step}", draw.Next(1, quantity + 1), metric: "2", hold: hold.Id.ToString()));
                        await metering.WaitAsync();
                        await pipeline.MeterAllAsync();
                        metering.Release();
                    }
                }

                return no;
            }

            var seeds = Enumerable.Range(0, Workers).Select(_ => random.Next()).ToList();
            refused += (await Task.WhenAll(seeds.Select((own, worker) => Task.Run(() => WorkAsync(new Random(own), worker))))).Sum();

            var used = (await pipeline.TotalAsync("2")).Quantity(Aggregation.Sum);
            var reserved = (await pipeline.WalletAsync()).Reserved.Sum(entry => entry.Quantity);
            Assert.True(used + reserved <= quota, $"seed {seed}: {used} used and {reserved} reserved of {quota}");
            Assert.True((used + reserved) * Pipeline.InstantPrice <= spend, $"seed {seed}: {used} used and {reserved} reserved for {spend}");
        }

        Assert.True(refused > 100, $"only {refused} were refused");
    }

    private static Cap CapOf(MeasureKind kind, decimal amount) => new()
    {
        Id = Id<Cap>.Of($"{kind}".ToLowerInvariant()),
        Measure = new Measure
        {
            Kind = kind,
            CustomerId = UsageSample.Customer,
            MetricId = kind == MeasureKind.Quantity ? Id<Metric>.Of("2") : null,
            Currency = kind == MeasureKind.Spend ? Usd : null,
            Window = MeasureWindow.Day,
        },
        Amount = amount,
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    private static async Task SetAsync(InterleavingStore store, IReadOnlyList<Cap> caps) =>
        Assert.True(await store.CommitAsync(Account.ToString(), [DocumentWrite.Create("caps", new { caps }.ToBody())], default));
}
