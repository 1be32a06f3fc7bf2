using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.DevHost.Cost;
using Tallystick.Local;
using Xunit.Abstractions;

namespace Tallystick.Tests.EndToEnd.Budget;

/// <summary>
/// What events may cost in work, so that a change that makes them cost more is seen: counts, which are the same on every machine, and no times. Whoever needs less writes the new
/// figure here.
/// </summary>
[Collection(nameof(Alone))]
public sealed class WorkBudgetTests(ITestOutputHelper output) : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("tally-budget-").FullName;

    [Theory]
    [InlineData(40_000, 100, false, 10_000, 10_000, 90_000)]
    [InlineData(40_000, 100, true, 640_000, 260_000, 2_900_000)]
    [InlineData(8_000, 1, false, 1_000_000, 301_000, 3_680_000)]
    public async Task A_million_events_ask_no_more_of_the_services_than(
        int events, int batch, bool mixed, long records, long tableOperations, long requestUnits)
    {
        var counted = await CountAsync(new CostProfile { Events = 10_000_000_000, Customers = 10_000, Batch = batch, Mixed = mixed, Partitions = 4 }, events);

        Check("records", counted.IngressEvents, events, records);
        Check("table operations", counted.TableOperations, events, tableOperations);
        Check("request units", counted.RequestUnitsAtIngest + counted.RequestUnitsAtMetering, events, requestUnits);
    }

    [Fact]
    public async Task Ingest_and_metering_of_an_event_allocate_no_more_than()
    {
        const int AllEvents = 40_000;
        var profile = new CostProfile { Events = 10_000_000_000, Customers = 1000, Mixed = true, Partitions = 2 };
        await CountAsync(profile, AllEvents); // compiles what allocates while it is compiled
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await CountAsync(profile, AllEvents);

        Check("MB allocated", (GC.GetTotalAllocatedBytes(precise: true) - before) / 1_000_000, AllEvents, 4_700);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private void Check(string what, long counted, int events, long budget)
    {
        var perMillion = counted * 1_000_000 / events;
        output.WriteLine($"{what} a million events: {perMillion:N0}, budget {budget:N0}");
        Assert.True(perMillion <= budget, $"{perMillion:N0} {what} a million events, where {budget:N0} are enough so far.");
    }

    private async Task<SampleCounts> CountAsync(CostProfile profile, int events)
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
            backend = LocalBackend.Open(Path.Combine(directory, $"{Directory.GetDirectories(directory).Length}"), new LocalOptions { LogPartitions = profile.Partitions }, time);
            return (backend.Log, backend.Claims, backend.Documents);
        }
    }
}
