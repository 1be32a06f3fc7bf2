using System.Net;
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
            await UseReservesAsync(scenario, books);
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
            CutReserves(disk.Path);
            await disk.FillAsync(process);

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

    /// <summary>Sends to each partition of the log until what it has reserved on the disk is used.</summary>
    private static async Task UseReservesAsync(TallyScenario scenario, Books books)
    {
        foreach (var customer in books.Customers)
        {
            for (var i = 0; i < FurtherRequests; i++)
            {
                using var answer = await SendAsync(scenario, $"reserve {i}", customer);
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    break;
                }
            }
        }
    }

    /// <summary>An event that no metric counts, longer than what is left of the last page of a file, however it is compressed.</summary>
    private static async Task<HttpResponseMessage> SendAsync(TallyScenario scenario, string key, string customer)
    {
        var note = new byte[3 * Environment.SystemPageSize];
        new Random(key.Length).NextBytes(note);
        using var content = Json.Of(new
        {
            idempotencyKey = key,
            customerId = customer,
            timestamp = TimeProvider.System.GetUtcNow(),
            properties = new[] { new { billableMetricId = "bm_nobody", quantity = 1 } },
            metadata = new { note = Convert.ToBase64String(note) },
        });
        return await scenario.Client.PostAsync("/v0/usage", content);
    }

    /// <summary>Takes the zeros off the files' ends that a start would, so that it finds no space there.</summary>
    private static void CutReserves(string directory)
    {
        // Frames may end in some zeros of their own.
        const int Kept = 64;
        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".log" or ".claims" or ".journal"))
        {
            var bytes = File.ReadAllBytes(path);
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
            RandomAccess.SetLength(file, Math.Min(bytes.Length, Array.FindLastIndex(bytes, value => value != 0) + 1 + Kept));
        }
    }

    private static async Task AssertServesReadsAloneAsync(TallyScenario scenario, Books books, TallyProcess process)
    {
        for (var i = 0; i < FurtherRequests; i++)
        {
            using var refused = await SendAsync(scenario, $"refused {i}", books.Customers[i % books.Customers.Count]);
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
