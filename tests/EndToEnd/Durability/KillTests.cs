using Tallystick.Tests.EndToEnd.Kit;
using Xunit.Abstractions;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>
/// What was acknowledged counts once, whenever the process is killed. <c>TALLY_KILL_ROUNDS</c> sets how often, for a long run, and
/// <c>TALLY_KILL_SEED</c> repeats the choices of an earlier one.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int DefaultRounds = 30;
    private const int MaxAcknowledgements = 40;
    private const int MaxDelayMilliseconds = 40;
    private const int MaxStartMilliseconds = 600;
    private const double KilledAtStart = 0.15;

    [Fact]
    public async Task Killed_at_any_moment_under_load_the_process_loses_nothing_and_counts_and_charges_everything_once()
    {
        var rounds = Setting("TALLY_KILL_ROUNDS") ?? DefaultRounds;
        var seed = Setting("TALLY_KILL_SEED") ?? Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var killedAtStart = 0;
        using var data = new DataDirectory();
        var process = await TallyProcess.StartAsync(data.Path);
        try
        {
            using var scenario = await TallyScenario.CreateAsync(process);
            var books = await Books.OpenAsync(scenario);
            var clients = new UsageClients(random, books.Customers, books.Metric);
            for (var round = 0; round < rounds; round++)
            {
                var (acknowledgements, delay) = (random.Next(1, MaxAcknowledgements + 1), random.Next(MaxDelayMilliseconds));
                await clients.SendUntilAsync(scenario.Client, acknowledgements, () => KillAfterAsync(process, delay));
                await process.DisposeAsync();
                if (random.NextDouble() < KilledAtStart)
                {
                    // While it recovers from the kill before.
                    await using var unready = TallyProcess.Start(data.Path);
                    await KillAfterAsync(unready, random.Next(MaxStartMilliseconds));
                    killedAtStart++;
                }

                process = await TallyProcess.StartAsync(data.Path);
                scenario.MoveTo(process);
            }

            await clients.SettleAsync(scenario.Client);
            output.WriteLine($"{rounds} rounds, {killedAtStart} kills at start, {clients.Events.Count()} events, {clients.CutOff} requests cut off");
            Assert.True(clients.CutOff >= rounds);
            await books.AssertBalanceAsync(scenario, [.. clients.Events], "after all kills");
        }
        finally
        {
            await process.DisposeAsync();
        }
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : null;

    private static async Task KillAfterAsync(TallyProcess process, int milliseconds)
    {
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds + 1));
        await moment.WaitForNextTickAsync();
        await process.KillAsync();
    }
}
