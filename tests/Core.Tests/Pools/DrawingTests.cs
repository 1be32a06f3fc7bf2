using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Billing;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Pools;

/// <summary>Units are drawn once, whatever happens at the same moment.</summary>
public class DrawingTests
{
    [Fact]
    public async Task A_grant_that_is_taken_back_while_a_period_is_drafted_pays_for_what_was_used_before()
    {
        var pipeline = await UsedAsync(15);
        var grant = await GrantAsync(pipeline, 10);
        pipeline.Time.Advance((Closings.February + Duration.FromHours(2) - pipeline.Time.Now).ToTimeSpan());
        var store = new InterleavingStore(pipeline.Store);
        var isVoided = false;
        store.BeforeCommit = async partition =>
        {
            if (partition == $"{Tenant}/billing" && !isVoided)
            {
                isVoided = true;
                (await Service(pipeline).VoidAsync(Tenant, await CustomerAsync(pipeline), grant.Grant.Id, default)).OrThrow();
            }
        };

        while (!await pipeline.Closer(store).CloseAsync(pipeline.Due(), default))
        {
        }

        Assert.True(isVoided);
        Assert.Equal((5m, 10m), LineOf(await pipeline.OnlyInvoiceAsync()));
        var view = (await Service(pipeline).GetAsync(Tenant, await CustomerAsync(pipeline), grant.Grant.Id, default)).OrThrow();
        Assert.Equal((GrantStatus.Voided, 10, 0, 0), (view.Status, view.Burned, view.Remaining, view.Voided));
    }

    [Fact]
    public async Task Whatever_fails_while_a_period_is_closed_its_units_are_drawn_once()
    {
        for (var i = 0; i < 40; i++)
        {
            var seed = Random.Shared.Next();
            var random = new Random(seed);
            var pipeline = await UsedAsync(15);
            var grant = await GrantAsync(pipeline, 100);
            pipeline.Time.Advance((Closings.February + Duration.FromHours(2) - pipeline.Time.Now).ToTimeSpan());
            var store = new FaultyStore(pipeline.Store, random, random.NextDouble() / 4);
            await Task.WhenAll(CloseAsync(pipeline, store), CloseAsync(pipeline, store));
            await CloseAsync(pipeline, pipeline.Store);

            var view = (await Service(pipeline).GetAsync(Tenant, await CustomerAsync(pipeline), grant.Grant.Id, default)).OrThrow();
            Assert.True((85, 15) == (view.Remaining, view.Burned), $"seed {seed}: {view}");
            Assert.True((0m, 15m) == LineOf(await pipeline.OnlyInvoiceAsync()), $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_grant_whose_maker_was_cut_off_is_whole_when_it_is_asked_for()
    {
        var pipeline = await UsedAsync(15);
        var store = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = partition => partition == $"{Tenant}/billing" ? throw new StoreUnavailableException("cut off") : Task.CompletedTask,
        };
        var service = new GrantService(store, pipeline.Ids, pipeline.ClocksOver(store), pipeline.Terms, new(store, new CustomerDirectory(store), pipeline.ClocksOver(store), pipeline.Reader()));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await service.CreateAsync(Tenant, await CustomerAsync(pipeline), Wish(10), default));

        Assert.Equal((0, 10), ((await GrantAsync(pipeline, 10)).Remaining, (await GrantAsync(pipeline, 10)).Burned));
    }

    private static async Task<Pipeline> UsedAsync(decimal quantity)
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", quantity));
        await pipeline.MeterAllAsync();
        return pipeline;
    }

    private static async Task CloseAsync(Pipeline pipeline, IDocumentStore store)
    {
        for (var isDone = false; !isDone;)
        {
            try
            {
                isDone = await pipeline.Closer(store).CloseAsync(pipeline.Due(), default);
            }
            catch (StoreUnavailableException)
            {
                // The command comes again.
            }
        }
    }

    private static (decimal Quantity, decimal? Covered) LineOf(Invoice invoice)
    {
        var line = invoice.Lines.First(line => line.MetricId == "bm_1");
        return (line.Quantity, line.CoveredQuantity);
    }

    private static GrantRequest Wish(decimal amount) => new() { Amount = amount, MetricId = Id<Metric>.Of("1"), IdempotencyKey = "units", EffectiveAt = Instant.FromUtc(2026, 1, 1, 0, 0) };

    private static GrantService Service(Pipeline pipeline) => new(pipeline.Store, pipeline.Ids, pipeline.ClocksOver(pipeline.Store), pipeline.Terms, pipeline.Units);

    private static async Task<Customer> CustomerAsync(Pipeline pipeline) => (await new CustomerDirectory(pipeline.Store).ResolveAsync(Tenant, UsageSample.Customer.ToString(), default))!;

    private static async Task<GrantView> GrantAsync(Pipeline pipeline, decimal amount) =>
        (await Service(pipeline).CreateAsync(Tenant, await CustomerAsync(pipeline), Wish(amount), default)).OrThrow();
}
