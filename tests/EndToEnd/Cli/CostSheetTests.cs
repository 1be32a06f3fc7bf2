using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.DevHost.Cost;
using Tallystick.Local;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class CostSheetTests : IDisposable
{
    private readonly CliDirectory directory = new();

    private static SampleCounts Sample { get; } = new(
        Events: 1000, Requests: 10, IngressEvents: 10, LogBytes: 100_000, MeterBatches: 2, TableOperations: 10, Claims: 1000,
        RequestUnitsAtIngest: 20, RequestUnitsAtMetering: 200, LedgerBytes: 5000);

    [Theory]
    [InlineData("Event Hubs, ingress events", "1", "0.028")]
    [InlineData("Cosmos DB, requests' reads", "2", "0.50")]
    [InlineData("Cosmos DB, metering", "20", "5.00")]
    [InlineData("Table storage, claims", "1", "0.036")]
    [InlineData("Functions, executions", "1.2", "0.48")]
    [InlineData("Kept: claims", "25", "1.40")]
    [InlineData("Kept: archive of the log", "10", "0.125")]
    public void Counts_of_a_sample_are_scaled_to_the_month_and_priced(string item, string quantity, string cost)
    {
        var sheet = CostSheet.Of(new CostProfile { Events = 100_000_000 }, Sample, new AzurePrices());
        var line = Assert.Single(sheet.Lines, line => line.Item == item);
        Assert.Equal((decimal.Parse(quantity), decimal.Parse(cost)), (line.Quantity, line.Cost));
    }

    [Theory]
    [InlineData(1_000, 20, 30)] // ten requests a month: each pays a second of its own
    [InlineData(2_628_000_000, 9_700_000, 9_900_000)] // ten a second and two batches: an instance works all month, and another for most of it
    public void An_instance_is_paid_for_by_the_second_and_for_no_longer_than_the_month(long events, int atLeast, int atMost)
    {
        var sheet = CostSheet.Of(new CostProfile { Events = events }, Sample, new AzurePrices());
        Assert.InRange(sheet.Lines.Single(line => line.Item == "Functions, requests and metering").Quantity, atLeast, atMost);
    }

    [Fact]
    public void What_is_fixed_is_not_in_the_price_of_a_million_events_more()
    {
        var sheet = CostSheet.Of(new CostProfile(), Sample, new AzurePrices());
        Assert.Equal(sheet.Total, sheet.Lines.Where(line => line.IsFixed).Sum(line => line.Cost) + (sheet.PerMillionEvents * 100));
        Assert.Contains(sheet.Lines, line => line is { Item: "Service Bus", IsFixed: true });
        Assert.DoesNotContain(sheet.Lines, line => line.Item.StartsWith("Cosmos DB", StringComparison.Ordinal) && line.IsFixed);
    }

    [Fact]
    public async Task The_events_of_a_request_of_one_customer_are_one_record_and_those_of_many_are_many()
    {
        var one = await CountAsync(new CostProfile { Customers = 50, Partitions = 2 });
        var many = await CountAsync(new CostProfile { Customers = 50, Partitions = 2, Mixed = true });

        Assert.Equal((2000, 20, 20, 2000), (one.Events, one.Requests, one.IngressEvents, one.Claims));
        Assert.Equal((2000, 20, 2000), (many.Events, many.Requests, many.Claims));
        Assert.InRange(many.IngressEvents, 300, 1000);
        Assert.True(many.RequestUnitsAtMetering > 5 * one.RequestUnitsAtMetering);
        Assert.True(many.TableOperations > 5 * one.TableOperations);
    }

    [Theory]
    [InlineData(1_000_000, 20)] // a request every four minutes: a batch each
    [InlineData(100_000_000_000, 2)] // hundreds a second: all of a partition in one batch
    public async Task A_batch_has_what_arrives_while_it_waits(long events, long batches) =>
        Assert.Equal(batches, (await CountAsync(new CostProfile { Events = events, Customers = 50, Partitions = 2 })).MeterBatches);

    [Fact]
    public async Task Customers_that_were_asked_for_lately_are_not_asked_for_again()
    {
        var seldom = await CountAsync(new CostProfile { Events = 100_000, Customers = 1, Batch = 1, Partitions = 1 }, 100);
        var often = await CountAsync(new CostProfile { Events = 1_000_000_000, Customers = 1, Batch = 1, Partitions = 1 }, 100);

        Assert.Equal(100 * RequestUnits.OfRead(100), seldom.RequestUnitsAtIngest);
        Assert.Equal(RequestUnits.OfRead(100), often.RequestUnitsAtIngest);
    }

    [Fact]
    public void Requests_may_have_as_many_events_as_the_api_takes() =>
        Assert.Equal(26.28, new CostProfile { Events = 100_000_000, Batch = UsageLimits.MaxEvents }.SecondsBetweenRequests);

    [Theory]
    [InlineData(0, 2, 5)]
    [InlineData(500, 2, 5)]
    [InlineData(1500, 4, 10)]
    [InlineData(9000, 18, 45)]
    [InlineData(100_000, 196, 50)]
    public void Items_are_charged_by_the_kilobyte(long bytes, long read, long write) =>
        Assert.Equal((read, write), (RequestUnits.OfRead(bytes), RequestUnits.OfWrite(bytes)));

    [Fact]
    public void Every_timer_of_the_app_is_paid_for()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions", "Triggers"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();

        Assert.Equal(CostSheet.MinuteTimers, sources.Sum(source => Regex.Count(source, @"TimerTrigger\(""\d+ \* \* \* \* \*""\)", RegexOptions.None, TimeSpan.FromSeconds(1))));
        Assert.Equal(CostSheet.HourTimers, sources.Sum(source => Regex.Count(source, @"TimerTrigger\(""\d+ \d+ \* \* \* \*""\)", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void A_batch_is_as_large_as_the_host_hands_over_and_waits_as_long()
    {
        var host = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Repository.Root, "host.json")));
        var hubs = host.GetProperty("extensions").GetProperty("eventHubs");
        Assert.Equal(CostSample.MaxBatchRecords, hubs.GetProperty("maxEventBatchSize").GetInt32());
        Assert.Equal(CostSample.MaxBatchRecords - 1, hubs.GetProperty("minEventBatchSize").GetInt32()); // the most that there may be: a batch with so many waits no longer
        Assert.Equal(CostSample.BatchWaitSeconds, TimeSpan.Parse(hubs.GetProperty("maxWaitTime").GetString()!, CultureInfo.InvariantCulture).TotalSeconds);
    }

    public void Dispose() => directory.Dispose();

    private async Task<SampleCounts> CountAsync(CostProfile profile, int events = 2000)
    {
        LocalBackend? backend = null;
        try
        {
            return await CostSample.RunAsync(profile, events, Open, default);
        }
        finally
        {
            await (backend?.DisposeAsync() ?? default);
        }

        (IEventLog, IClaimStore, IDocumentStore) Open(TimeProvider time)
        {
            backend = LocalBackend.Open(directory.Of($"{profile.GetHashCode():x}"), new LocalOptions { LogPartitions = profile.Partitions }, time);
            return (backend.Log, backend.Claims, backend.Documents);
        }
    }
}
