using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>A subscription whose plan version is gone: nothing is metered or billed by guess, and the version is named.</summary>
public class MissingPlanVersionTests
{
    [Fact]
    public async Task Metering_stops_at_it()
    {
        var pipeline = await WithoutVersionAsync();
        await pipeline.AppendAsync(Reported("a", 3));

        AssertNamed(pipeline, await Assert.ThrowsAsync<DamagedStoreException>(pipeline.MeterAllAsync));
        Assert.Null((await pipeline.Fates().FindAsync(Tenant, EventId.Of(Account, "a"), default))?.Rejection);
    }

    [Fact]
    public async Task Closing_stops_at_it()
    {
        var pipeline = await WithoutVersionAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));

        AssertNamed(pipeline, await Assert.ThrowsAsync<DamagedStoreException>(() => pipeline.Closer().CloseAsync(pipeline.Due(), default)));
        Assert.Empty(await pipeline.AllInvoicesAsync());
    }

    private static async Task<Pipeline> WithoutVersionAsync()
    {
        var pipeline = await Pipeline.CreateAsync();
        var version = (await pipeline.Store.ReadAsync($"{Tenant}/catalog", "pver_v", default))!;
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/catalog", [DocumentWrite.Delete("pver_v", version.ETag)], default));
        return pipeline;
    }

    private static void AssertNamed(Pipeline pipeline, DamagedStoreException damaged) =>
        Assert.Equal($"Plan version pver_v of subscription {pipeline.Subscription} is missing.", damaged.Message);
}
