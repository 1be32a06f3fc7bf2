using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

public class PeriodCloserTests
{
    [Fact]
    public async Task A_period_is_not_closed_before_its_grace_is_over()
    {
        var pipeline = await Pipeline.CreateAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(31));

        Assert.False(await pipeline.Closer().CloseAsync(pipeline.Due(), default));
        Assert.Empty(await pipeline.AllInvoicesAsync());
    }

    [Fact]
    public async Task A_period_waits_for_the_consumers_of_the_log()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        pipeline.Time.Advance(TimeSpan.FromDays(32));

        Assert.False(await pipeline.Closer().CloseAsync(pipeline.Due(), default));
        await pipeline.MeterAllAsync();
        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(), default));
        Assert.Equal(6m, (await pipeline.OnlyInvoiceAsync()).GrandTotal);
    }

    [Fact]
    public async Task Usage_is_billed_in_the_period_that_it_occurred_in_and_borders_part_an_hour()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { StartedAt = pipeline.Start + Duration.FromMinutes(30) });
        var border = Closings.February + Duration.FromMinutes(30);
        await pipeline.AppendAsync(
            Reported("before", 100, pipeline.Start + Duration.FromMinutes(29)),
            Reported("first", 1, pipeline.Start + Duration.FromMinutes(30)),
            Reported("last", 10, border - Duration.FromTicks(1)),
            Reported("next", 1000, border));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(), default));

        var line = (await pipeline.OnlyInvoiceAsync()).Lines[0];
        Assert.Equal((11m, 2L), (line.Quantity, line.Evidence!.EventCount));
    }

    [Fact]
    public async Task What_comes_after_the_seal_is_not_in_the_invoice()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("in time", 1));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        var partition = $"{Tenant}/billing";
        var sealedPeriod = new BillingPeriod { SubscriptionId = pipeline.Subscription.ToString(), Index = 0, Period = new(pipeline.Start, Closings.February) }
            .Begin(pipeline.Time.Now, Closings.February, [new SealPosition(0, 0, 0)]).OrThrow();
        await pipeline.Store.CommitAsync(partition, [DocumentWrite.Create($"period:{pipeline.Subscription}:000000", sealedPeriod.ToBody())], default);
        await pipeline.AppendAsync(Reported("late", 10));
        await pipeline.MeterAllAsync();

        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(), default));

        Assert.Equal(1m, (await pipeline.OnlyInvoiceAsync()).Lines[0].Quantity);
    }

    [Fact]
    public async Task What_came_after_the_seal_is_on_the_next_invoice_as_a_line_of_its_own_period_once()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("in time", 1));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);
        await pipeline.AppendAsync(Reported("late", 10), Reported("current", 100, Closings.February));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(28));
        await pipeline.Closer().CloseAsync(pipeline.Due(1), default);
        pipeline.Time.Advance(TimeSpan.FromDays(31));
        await pipeline.Closer().CloseAsync(pipeline.Due(2), default);

        var invoices = await pipeline.AllInvoicesAsync();
        Assert.Equal([1m, 0m, 100m, 0m, 10m, 0m, 0m], invoices.SelectMany(invoice => invoice.Lines).Select(line => line.Quantity));
        var late = invoices[1].Lines[^1];
        Assert.Equal((pipeline.Start, 20m, 1L), (late.Period.Start, late.TotalPrice, late.Evidence!.EventCount));
    }

    [Fact]
    public async Task A_subscription_that_ends_within_a_period_is_billed_to_its_end_and_no_further()
    {
        var pipeline = await Pipeline.CreateAsync();
        var end = pipeline.Start + Duration.FromDays(10);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = end, EndRecordedAt = end });
        pipeline.Time.Advance(TimeSpan.FromDays(11));

        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(), default));
        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(2), default));

        Assert.Equal(end, (await pipeline.OnlyInvoiceAsync()).Period.End);
    }

    [Fact]
    public async Task Whatever_fails_and_whoever_races_a_period_has_one_invoice_is_paid_once_and_numbers_have_no_gap()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var random = new Random(seed);
            var pipeline = await Pipeline.CreateAsync();
            await pipeline.TopUpAsync(random.Next(1, 10));
            await pipeline.AppendAsync(Reported("a", 3), Reported("b", 2, metric: "2"));
            await pipeline.MeterAllAsync();
            pipeline.Time.Advance(TimeSpan.FromDays(32));
            var faulty = new FaultyStore(pipeline.Store, random, faults: 0.1);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TryAsync(pipeline, faulty)));
            await pipeline.Closer().CloseAsync(pipeline.Due(), default);

            var invoice = await pipeline.OnlyInvoiceAsync();
            var wallet = await pipeline.WalletAsync();
            Assert.True(invoice.Number == "INV-000001", $"seed {seed}: {invoice.Number}");
            Assert.True(invoice.PaidAmount == wallet.Spent, $"seed {seed}: the invoice has {invoice.PaidAmount}, the wallet paid {wallet.Spent}");
            Assert.True(invoice.PaidAmount == Math.Min(wallet.Funded, invoice.GrandTotal), $"seed {seed}: paid {invoice.PaidAmount}");
        }
    }

    private static async Task TryAsync(Pipeline pipeline, IDocumentStore store)
    {
        for (var i = 0; i < 4; i++)
        {
            try
            {
                await pipeline.Closer(store).CloseAsync(pipeline.Due(), default);
            }
            catch (StoreUnavailableException)
            {
                // As a crash at that point; the next attempt goes on from there.
            }
        }
    }
}
