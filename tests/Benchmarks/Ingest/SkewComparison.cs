namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>What it costs that few customers have most of the events.</summary>
internal static class SkewComparison
{
    internal static async Task RunAsync(IngestOptions options)
    {
        foreach (var side in options.Sides)
        {
            var skewed = Sides.Of(side, options.Workload);
            var even = Sides.Of(side, options.Workload.Even);
            await IngestComparison.RunAsync(
                options.Rounds, options.Events, skewed with { Name = skewed.Name + ", skewed" }, even with { Name = even.Name + ", even" });
        }
    }
}
