using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>A write that a power cut tore leaves bytes behind the last record of the log.</summary>
public sealed class TornTailTests
{
    private const int Requests = 10;

    public static TheoryData<string> Tails => ["noise", "zeros", "half a record"];

    [Theory]
    [MemberData(nameof(Tails))]
    public async Task Bytes_behind_the_last_record_of_the_log_lose_nothing_that_was_acknowledged(string tail)
    {
        using var data = new DataDirectory();
        await using var first = await TallyProcess.StartAsync(data.Path);
        using var scenario = await TallyScenario.CreateAsync(first);
        var (customer, metric) = (await scenario.CustomerAsync(), await scenario.MetricAsync());
        await ReportAsync(scenario, customer, metric, 0);
        await first.KillAsync();
        TearLog(data.Path, tail);

        await using var second = await TallyProcess.StartAsync(data.Path);
        scenario.MoveTo(second);
        await ReportAsync(scenario, customer, metric, Requests);
        await scenario.CaughtUpAsync(customer, "last");

        Assert.Equal(2 * Requests, await scenario.MeterAsync(metric));
    }

    private static async Task ReportAsync(TallyScenario scenario, string customer, string metric, int from)
    {
        for (var number = from; number < from + Requests; number++)
        {
            await scenario.Client.PostAsync(
                "/v0/usage",
                new
                {
                    idempotencyKey = $"event {number}",
                    customerId = customer,
                    timestamp = TimeProvider.System.GetUtcNow(),
                    properties = new[] { new { billableMetricId = metric, quantity = 1 } },
                });
        }
    }

    /// <summary>Appends to the newest file of every partition of the log.</summary>
    private static void TearLog(string directory, string tail)
    {
        var newest = Directory.EnumerateFiles(directory, "*.log", SearchOption.AllDirectories)
            .GroupBy(Path.GetDirectoryName)
            .Select(files => files.Max(StringComparer.Ordinal)!)
            .ToList();
        Assert.NotEmpty(newest);
        foreach (var path in newest)
        {
            var written = File.ReadAllBytes(path);
            using var file = new FileStream(path, FileMode.Append);
            file.Write(tail switch
            {
                "noise" => Noise(),
                "zeros" => new byte[1000],
                _ => written.AsSpan(0, Math.Min(written.Length, 40)),
            });
        }
    }

    private static byte[] Noise()
    {
        var noise = new byte[1000];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
