using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Contracts.Memory;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Period = Tallystick.Core.Values.Period;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

/// <summary>No hour of an account is too large to be metered.</summary>
public sealed class LargeWindowTests
{
    private const int MaxBytes = 640 * 1024;
    private static readonly string[] Dimensions = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

    private static Metric Visitors => MetricOf(Aggregation.UniqueCount, "9", "visit");

    [Theory]
    [InlineData(10_000)]
    [InlineData(200_000)]
    public async Task An_hour_tells_any_number_of_values_apart(int atOnce)
    {
        const int values = 200_000;
        var pipeline = await CreateAsync(Visitors);
        for (var from = 0; from < values; from += atOnce)
        {
            await pipeline.AppendAsync([.. Enumerable.Range(from, atOnce).Select(number => Visit(number, number))]);
            await pipeline.MeterAllAsync();
        }

        await pipeline.AppendAsync([.. Enumerable.Range(0, 1000).Select(number => Visit(values + number, number * 200))]);
        await pipeline.MeterAllAsync();
        await pipeline.ForgetProgressAsync();
        await pipeline.MeterAllAsync();

        var total = await TotalAsync(pipeline, Visitors);
        Assert.Equal((values + 1000, values), (total.Events, total.Quantity(Aggregation.UniqueCount)));
        await CheckAsync(pipeline);
    }

    [Fact]
    public async Task A_correction_takes_a_value_away_wherever_it_stands()
    {
        const int values = 3 * SpilledValues.Max;
        var pipeline = await CreateAsync(Visitors);
        await pipeline.AppendAsync([.. Enumerable.Range(0, values).Select(number => Visit(number, number))]);
        await pipeline.MeterAllAsync();
        await pipeline.AppendAsync([.. new[] { 0, values - 1 }.Select(number => Visit(number, values) with { Key = $"amend {number}", Corrects = EventId.Of(Account, $"k{number}") })]);
        await pipeline.AppendAsync(Visit(values, values + 1));

        await pipeline.MeterAllAsync();

        var total = await TotalAsync(pipeline, Visitors);
        Assert.Equal((values + 1, values), (total.Events, total.Quantity(Aggregation.UniqueCount)));
        await CheckAsync(pipeline);
    }

    [Fact]
    public async Task Values_that_come_again_are_not_written_again()
    {
        const int values = 2 * SpilledValues.Max;
        var pipeline = await CreateAsync(Visitors);
        for (var from = 0; from < 10 * values; from += values / 4)
        {
            await pipeline.AppendAsync([.. Enumerable.Range(from, values / 4).Select(number => Visit(number, number % values))]);
            await pipeline.MeterAllAsync();
        }

        var spilled = await pipeline.Store.ListAllAsync<SpilledValues>(DocumentRange.WithPrefix(Account.ToString(), SpilledValues.IdPrefix), default);
        Assert.InRange(spilled.Sum(document => document.Sets.Sum(set => set.Values.Count)), 1, values);
        Assert.Equal(values, (await TotalAsync(pipeline, Visitors)).Quantity(Aggregation.UniqueCount));
        await CheckAsync(pipeline);
    }

    [Fact]
    public async Task A_document_of_values_that_is_gone_is_named()
    {
        var pipeline = await CreateAsync(Visitors);
        await pipeline.AppendAsync([.. Enumerable.Range(0, SpilledValues.Max).Select(number => Visit(number, number))]);
        await pipeline.MeterAllAsync();
        var document = Assert.Single(await pipeline.Store.ListAsync(DocumentRange.WithPrefix(Account.ToString(), SpilledValues.IdPrefix), descending: false, 0, 2, default));
        Assert.True(await pipeline.Store.CommitAsync(Account.ToString(), [DocumentWrite.Delete(document.Id, document.ETag)], default));

        await Assert.ThrowsAsync<DamagedStoreException>(() => TotalAsync(pipeline, Visitors));
        Assert.Contains(await FindingsAsync(pipeline), finding => finding.Code == FindingCodes.WindowDiffers);
    }

    [Fact]
    public async Task Groups_with_long_dimensions_share_one_where_there_is_no_room()
    {
        const int groups = 2000;
        var wide = MetricOf(Aggregation.Sum, "9", "wide") with { GroupBy = Dimensions.ToDictionary(name => name, Path) };
        var pipeline = await CreateAsync(wide);
        await pipeline.AppendAsync([.. Enumerable.Range(0, 2 * groups).Select(number => Wide(number, number % groups))]);

        await pipeline.MeterAllAsync();

        var total = await TotalAsync(pipeline, wide);
        Assert.Equal((2 * groups, 2 * groups), (total.Events, total.Value));
        await CheckAsync(pipeline);
    }

    [Fact]
    public async Task Values_of_many_long_groups_find_room()
    {
        const int values = 12_000;
        var wide = MetricOf(Aggregation.UniqueCount, "9", "wide") with { GroupBy = Dimensions.ToDictionary(name => name, Path) };
        var pipeline = await CreateAsync(wide);
        for (var from = 0; from < values; from += 3000)
        {
            await pipeline.AppendAsync([.. Enumerable.Range(from, 3000).Select(number => Wide(number, number % 500, number))]);
            await pipeline.MeterAllAsync();
        }

        Assert.Equal(values, (await TotalAsync(pipeline, wide)).Quantity(Aggregation.UniqueCount));
        Assert.True(await pipeline.Store.CountAsync(DocumentRange.WithPrefix(Account.ToString(), SpilledValues.IdPrefix), default) > 0);
        await CheckAsync(pipeline);
    }

    private static async Task<Pipeline> CreateAsync(params Metric[] metrics)
    {
        var pipeline = await Pipeline.CreateAsync();
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/catalog", [.. metrics.Select(metric => DocumentWrite.Create(metric.Id.ToString(), metric.ToBody()))], default));
        return pipeline;
    }

    /// <summary>No document is near the bound of a commit, and the log folds to the same.</summary>
    private static async Task CheckAsync(Pipeline pipeline)
    {
        foreach (var partition in new[] { Account.ToString(), TenantWindows.PartitionOf(Tenant) })
        {
            var documents = await pipeline.Store.ListAsync(DocumentRange.WithPrefix(partition, ""), descending: false, 0, int.MaxValue, default);
            Assert.All(documents, document => Assert.InRange(document.Body.Length, 0, MaxBytes));
        }

        Assert.Empty(await FindingsAsync(pipeline));
    }

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(Pipeline pipeline) =>
        (await new LedgerRebuild(pipeline.Log, pipeline.Store, new MemoryDocumentStore(), new MemoryClaimStore(), pipeline.Terms).RunAsync(default)).Findings;

    private static async Task<Aggregate> TotalAsync(Pipeline pipeline, Metric metric)
    {
        var day = new Period(Noon - Duration.FromDays(1), Noon + Duration.FromDays(1));
        return (await pipeline.Reader().ReadAsync(Account, metric, [day], covers: null, false, default))[0].Total(metric.Aggregation);
    }

    private static UsageEvent Visit(int key, int value) => Typed($"k{key}", $$"""{"value":"v{{value}}"}""", type: "visit");

    private static UsageEvent Wide(int key, int group, int measured = 1)
    {
        var value = $"{group}".PadLeft(GroupKey.MaxValueLength, 'é');
        return Typed($"k{key}", $$"""{"value":{{measured}},{{string.Join(',', Dimensions.Select(name => $"\"{name}\":\"{value}\""))}}}""", type: "wide");
    }

    private static PropertyPath Path(string name) => PropertyPath.TryParse($"$.{name}", out var path) ? path : throw new InvalidOperationException(name);
}
