using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class LargeCommitTests
{
    private const int Hours = 20;
    private const int Groups = 120;
    private static readonly string[] Dimensions = ["a", "b", "c", "d", "e"];

    [Fact]
    public async Task Windows_that_are_too_large_together_for_one_commit_are_committed_in_parts()
    {
        var pipeline = await Pipeline.CreateAsync();
        var metric = MetricOf(Aggregation.Sum, "9", "wide") with { GroupBy = Dimensions.ToDictionary(name => name, Path) };
        await pipeline.Store.CommitAsync($"{Tenant}/catalog", [DocumentWrite.Create(metric.Id.ToString(), metric.ToBody())], default);
        await pipeline.AppendAsync([.. Enumerable.Range(0, Hours * Groups).Select(Wide)]);

        await pipeline.MeterAllAsync();
        await pipeline.ForgetProgressAsync();
        await pipeline.MeterAllAsync();

        Assert.Equal((Hours * Groups, Hours * Groups), Count(await pipeline.TotalAsync("9")));
        var windows = await pipeline.Store.ListAsync(DocumentRange.WithPrefix(Account.ToString(), UsageWindow.IdPrefix), descending: false, 0, Hours, default);
        Assert.InRange(windows.Sum(window => window.Body.Length), DocumentBounds.MaxCommitBytes + 1, int.MaxValue);
    }

    // Hours by turns, so that any part of the events is of many.
    private static UsageEvent Wide(int number)
    {
        var value = $"{number / Hours}".PadLeft(GroupKey.MaxValueLength, 'x');
        var groups = string.Join(',', Dimensions.Select(name => $"\"{name}\":\"{value}\""));
        return Typed($"k{number}", $$"""{"value":1,{{groups}}}""", Noon - Duration.FromHours(number % Hours), "wide");
    }

    private static PropertyPath Path(string name) => PropertyPath.TryParse($"$.{name}", out var path) ? path : throw new InvalidOperationException(name);

    private static (long Events, decimal Value) Count(Aggregate total) => (total.Events, total.Value);
}
