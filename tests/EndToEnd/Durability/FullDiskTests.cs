using Tallystick.Tests.EndToEnd.Kit;
using Xunit.Abstractions;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>A full disk stops what must be stored, and nothing else.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int Acknowledgements = 20;
    private const int FurtherRequests = 50;
    private const string Message = "The disk is full.";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_disk_is_said_clearly_reads_go_on_and_with_space_everything_counts_once(bool quota)
    {
        using var disk = await OpenAsync(quota);
        var process = await TallyProcess.StartAsync(disk.Path, disk.Command);
        try
        {
            using var scenario = await TallyScenario.CreateAsync(process);
            var books = await Books.OpenAsync(scenario);
            var clients = new UsageClients(new Random(1), books.Customers, books.Metric);

            // Without a restart.
            await clients.SendUntilAsync(scenario.Client, Acknowledgements, () => disk.FillAsync(process));
            await AssertServesReadsAloneAsync(scenario, books, process);
            Assert.All(clients.Unavailable, code => Assert.Equal("STORAGE_FULL", code));
            Assert.NotEmpty(clients.Unavailable);
            await disk.FreeAsync(process);
            await clients.SettleAsync(scenario.Client);
            await books.AssertBalanceAsync(scenario, [.. clients.Events], "after the first time");

            // Killed while it is full.
            await clients.SendUntilAsync(scenario.Client, Acknowledgements, () => disk.FillAsync(process));
            await process.KillAsync();
            await disk.FreeAsync(process);
            await process.DisposeAsync();
            process = await TallyProcess.StartAsync(disk.Path, disk.Command);
            scenario.MoveTo(process);
            await clients.SettleAsync(scenario.Client);
            await books.AssertBalanceAsync(scenario, [.. clients.Events], "after the second time");
        }
        finally
        {
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_start_on_a_full_disk_says_so_and_the_next_one_goes_on_as_if_nothing_had_been()
    {
        using var disk = await MountedDisk.TryMountAsync();
        if (disk is null)
        {
            output.WriteLine("No disk can be mounted here, and a quota of the process leaves room for what a start writes.");
            return;
        }

        var process = await TallyProcess.StartAsync(disk.Path);
        try
        {
            using var scenario = await TallyScenario.CreateAsync(process);
            var books = await Books.OpenAsync(scenario);
            var clients = new UsageClients(new Random(1), books.Customers, books.Metric);
            await clients.SendUntilAsync(scenario.Client, Acknowledgements, () => disk.FillAsync(process));
            await process.KillAsync();
            await process.DisposeAsync();

            await using (var unready = TallyProcess.Start(disk.Path))
            {
                Assert.NotEqual(0, await unready.EndAsync());
                Assert.DoesNotContain("damaged", unready.Output, StringComparison.Ordinal);
                Assert.Matches("full|No space", unready.Output);
            }

            await disk.FreeAsync(process);
            process = await TallyProcess.StartAsync(disk.Path);
            scenario.MoveTo(process);
            await clients.SettleAsync(scenario.Client);
            await books.AssertBalanceAsync(scenario, [.. clients.Events], "after the start");
        }
        finally
        {
            await process.DisposeAsync();
        }
    }

    private async Task<SmallDisk> OpenAsync(bool quota)
    {
        var disk = quota ? null : await MountedDisk.TryMountAsync();
        output.WriteLine(disk is null ? "a quota of the process (RLIMIT_FSIZE)" : "a small disk (tmpfs)");
        return (SmallDisk?)disk ?? new QuotaDisk();
    }

    private static async Task AssertServesReadsAloneAsync(TallyScenario scenario, Books books, TallyProcess process)
    {
        // Longer than what is left of the last page of a file.
        var note = new string('x', 3 * Environment.SystemPageSize);
        for (var i = 0; i < FurtherRequests; i++)
        {
            using var content = Json.Of(new
            {
                idempotencyKey = $"refused {i}",
                customerId = books.Customers[i % books.Customers.Count],
                timestamp = TimeProvider.System.GetUtcNow(),
                properties = new[] { new { billableMetricId = "bm_nobody", quantity = 1 } },
                metadata = new { note },
            });
            using var refused = await scenario.Client.PostAsync("/v0/usage", content);
            Assert.Equal("STORAGE_FULL", (await refused.ReadAsync(503)).Text("code"));
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        await scenario.Client.GetJsonAsync("/health/live");
        await scenario.WalletAsync(books.Customers[0]);
        await scenario.MeterAsync(books.Metric);
        await scenario.CountedAsync(books.Customers[0]);
        var said = process.Output.Split(Message).Length - 1;
        Assert.True(said is 1 or 2, $"It was said {said} times:\n{process.Output}");
        Assert.True(process.Output.Split('\n').Length < 40, process.Output);
    }
}
