using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>The preview of the next invoice is what closing would draft with what is counted by now.</summary>
public class UpcomingInvoiceTests
{
    [Fact]
    public async Task It_shows_what_is_counted_by_now_and_keeps_nothing()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        var first = await PreviewAsync(pipeline);
        await pipeline.AppendAsync(Reported("b", 4));
        await pipeline.MeterAllAsync();
        var second = await PreviewAsync(pipeline);

        Assert.Equal((6m, 14m), (first.Invoice.GrandTotal, second.Invoice.GrandTotal));
        Assert.Equal((pipeline.Start, Closings.February, Closings.February + PlanTerms.DefaultGrace), (second.Invoice.Period.Start, second.Invoice.Period.End, second.DueAt));
        Assert.Empty(await pipeline.AllInvoicesAsync());
    }

    [Theory]
    [InlineData(LateEventPolicy.NextInvoice)]
    [InlineData(LateEventPolicy.CreditOrDebitNote)]
    public async Task It_has_the_lines_totals_and_notes_of_the_invoice_that_closing_makes(LateEventPolicy policy)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var pipeline = await Pipeline.CreateAsync(partitions: 2, policy);
            await pipeline.TopUpAsync(random.Next(1, 20));
            await pipeline.AppendAsync(Some(random, "first", pipeline.Start));
            await pipeline.MeterAllAsync();
            await AssertSameAsync(pipeline, 0, seed);
            await pipeline.AppendAsync([.. Some(random, "late", pipeline.Start), .. Some(random, "second", Closings.February)]);
            await pipeline.MeterAllAsync();
            await AssertSameAsync(pipeline, 1, seed);
        }
    }

    [Fact]
    public async Task What_came_behind_a_seal_that_is_noted_is_not_on_it()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.False(await pipeline.Closer().CloseAsync(pipeline.Due(), default));
        await pipeline.AppendAsync(Reported("late", 10));
        await pipeline.MeterAllAsync();

        Assert.Equal(6m, (await PreviewAsync(pipeline)).Invoice.GrandTotal);
    }

    [Fact]
    public async Task A_subscription_that_is_not_there_has_none_nor_has_one_that_ended_and_is_billed()
    {
        var pipeline = await Pipeline.CreateAsync(late: LateEventPolicy.Reject);
        var end = pipeline.Start + Duration.FromDays(10);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = end, EndRecordedAt = end });
        pipeline.Time.Advance(TimeSpan.FromDays(11));
        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(), default));

        Assert.Equal("NO_UPCOMING_INVOICE", await RefusalAsync(pipeline, pipeline.Subscription));
        Assert.Equal("SUBSCRIPTION_NOT_FOUND", await RefusalAsync(pipeline, Id<Tallystick.Core.Customers.Subscription>.Of("other")));
    }

    [Fact]
    public async Task A_subscription_that_waits_for_its_first_payment_has_none()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { ActivatedAt = null, ActivationRecordedAt = null });

        Assert.Equal("NO_UPCOMING_INVOICE", await RefusalAsync(pipeline, pipeline.Subscription));
    }

    private static async Task AssertSameAsync(Pipeline pipeline, int index, int seed)
    {
        var upcoming = await PreviewAsync(pipeline);
        pipeline.Time.Advance(upcoming.DueAt.ToDateTimeOffset() - pipeline.Time.Now.ToDateTimeOffset());
        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(index), default));
        var made = (await pipeline.AllInvoicesAsync()).Where(invoice => invoice.CreatedAt == pipeline.Time.Now).ToList();

        Assert.True(made.Count == 1 + upcoming.Notes.Count, $"seed {seed}: {made.Count} made, {upcoming.Notes.Count} notes foreseen");
        foreach (var (invoice, preview) in made.OrderBy(invoice => invoice.Number).Zip(upcoming.Notes.Prepend(upcoming.Invoice)))
        {
            Assert.True(Draft(invoice) == Draft(preview), $"seed {seed}:\n{Draft(invoice)}\n{Draft(preview)}");
        }
    }

    /// <summary>An invoice's document without what only a made one has: an id, a number, times, what was paid since.</summary>
    private static string Draft(Invoice invoice) => System.Text.Encoding.UTF8.GetString((invoice with
    {
        Id = Id<Invoice>.Of("one"),
        Number = null,
        Status = InvoiceStatus.Draft,
        CreatedAt = default,
        IssuedAt = null,
        DueAt = null,
        PaidAt = null,
        PaidAmount = invoice.Prepaid,
    }).ToBody().Span);

    private static UsageEvent[] Some(Random random, string name, Instant from) =>
    [
        .. Enumerable.Range(0, random.Next(1, 6)).Select(i => Reported(
            $"{name}{i}", random.Next(1, 100) / 10m, from + Duration.FromMinutes(random.Next(1, 28 * 24 * 60)), metric: random.Next(2) == 0 ? "1" : "2")),
    ];

    private static UpcomingInvoices Previews(Pipeline pipeline) =>
        new(pipeline.Store, new(pipeline.Store), pipeline.ClocksOver(pipeline.Store), pipeline.Reader(), new DefinedTaxes());

    private static async Task<UpcomingInvoice> PreviewAsync(Pipeline pipeline) =>
        (await Previews(pipeline).OfAsync(Tenant, pipeline.Subscription, default)).OrThrow();

    private static async Task<string?> RefusalAsync(Pipeline pipeline, Id<Tallystick.Core.Customers.Subscription> subscription) =>
        (await Previews(pipeline).OfAsync(Tenant, subscription, default)).TryGet(out _, out var refused) ? null : refused.Code;
}
