using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>The periods and invoices of a pipeline's one subscription.</summary>
internal static class Closings
{
    /// <summary>The border between the first two periods.</summary>
    internal static readonly Instant February = Instant.FromUtc(2026, 2, 1, 0, 0);

    /// <summary>That a period is due.</summary>
    internal static DuePeriod Due(this Pipeline pipeline, int index = 0) => new(Tenant, pipeline.Subscription, index, $"due:{index}");

    /// <summary>All invoices, the first first.</summary>
    internal static async Task<IReadOnlyList<Invoice>> AllInvoicesAsync(this Pipeline pipeline) =>
        [.. (await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), new PageRequest(100), default)).Items.Reverse()];

    /// <summary>The one invoice that there is.</summary>
    internal static async Task<Invoice> OnlyInvoiceAsync(this Pipeline pipeline) => Assert.Single(await pipeline.AllInvoicesAsync());

    /// <summary>The entry that a movement of money left, which is due for the first period.</summary>
    internal static async Task<DuePeriod> OnlyNoteAsync(this Pipeline pipeline) =>
        Assert.Single(await pipeline.Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", "due:"), default), due => due.Index == 0);
}
