using System.Globalization;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts.Memory;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Catalog;

public sealed class MetricsTests
{
    [Fact]
    public async Task A_tenant_has_as_many_metrics_as_a_window_has_room_for()
    {
        var store = new MemoryDocumentStore();
        var metrics = new Metrics(store, new Products(store));
        for (var i = 1; i < Metrics.Max; i++)
        {
            var metric = MetricOf(Aggregation.Count, i.ToString("D26", CultureInfo.InvariantCulture));
            Assert.True(await store.CommitAsync($"{Tenant}/catalog", [DocumentWrite.Create(metric.Id.ToString(), metric.ToBody())], default));
        }

        (await metrics.AddAsync(Tenant, MetricOf(Aggregation.Count, new string('8', 26)), default)).OrThrow();
        var result = await metrics.AddAsync(Tenant, MetricOf(Aggregation.Count, new string('9', 26)), default);

        Assert.False(result.TryGet(out _, out var refused));
        Assert.Equal("TOO_MANY_BILLABLE_METRICS", refused!.Code);
    }
}
