using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>Months of a pipeline: the first begins at its start; each is closed a day after its end.</summary>
internal static class Months
{
    internal static DuePeriod Due(Pipeline pipeline, int index) => new(Tenant, pipeline.Subscription, index, $"due:{index}");

    /// <summary>Goes on for some days, and closes a period.</summary>
    internal static async Task CloseAsync(Pipeline pipeline, int index, int days, IDocumentStore? over = null)
    {
        pipeline.Time.Advance(TimeSpan.FromDays(days));
        Assert.True(await pipeline.Closer(over).CloseAsync(Due(pipeline, index), default));
    }

    /// <summary>January with some events, closed.</summary>
    internal static async Task<Pipeline> JanuaryAsync(Pipeline pipeline, params UsageEvent[] events)
    {
        await ReportAsync(pipeline, events);
        await CloseAsync(pipeline, 0, days: 31 + 1);
        return pipeline;
    }

    /// <summary>Months that have an invoice of 6.00 each, whose usage is all voided then.</summary>
    internal static async Task VoidedMonthsAsync(Pipeline pipeline, int count)
    {
        List<UsageEvent> events = [];
        for (var index = 0; index < count; index++)
        {
            var start = pipeline.Start.InUtc().LocalDateTime.PlusMonths(index).InUtc().ToInstant();
            events.Add(Reported($"a{index}", 3, start));
            await ReportAsync(pipeline, events[^1]);
            await CloseAsync(pipeline, index, days: index == 0 ? 32 : 31);
        }

        await ReportAsync(pipeline, [.. events.Select(Void)]);
    }

    internal static async Task ReportAsync(Pipeline pipeline, params UsageEvent[] events)
    {
        if (events.Length > 0)
        {
            await pipeline.AppendAsync(events);
        }

        await pipeline.MeterAllAsync();
    }

    /// <summary>All invoices and notes, in the order of their numbers.</summary>
    internal static async Task<List<Invoice>> InvoicesAsync(Pipeline pipeline) =>
        [.. (await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), new PageRequest(1000), default)).Items.OrderBy(invoice => invoice.Number)];

    /// <summary>Takes an event out of the count.</summary>
    internal static UsageEvent Void(UsageEvent usage) => new()
    {
        Key = $"void {usage.Key}",
        OccurredAt = usage.OccurredAt,
        TimestampGiven = true,
        Corrects = EventId.Of(Account, usage.Key),
    };
}
