using Tallystick.Tests.Simulation.Faults;
using Tallystick.Tests.Simulation.Runs;

namespace Tallystick.Tests.Simulation;

/// <summary>Some hundred seeds. <c>./tally simulate</c> runs any number.</summary>
public class SimulationTests
{
    // A run-off with something late in it, and units whose price a late one changed, are met once in some hundred runs: these have both, more than once.
    private const int First = 1481;
    private const int Seeds = 400;

    [Fact]
    public void No_promise_is_broken_whatever_fails()
    {
        using var output = new StringWriter();
        var campaign = new Campaign(output);

        Assert.True(campaign.Run(new RunPlan(First), Seeds, TimeSpan.MaxValue, printsTrace: false), output.ToString());
        Assert.Equal(Enum.GetValues<FaultKind>(), campaign.FaultKinds.Order());
        Assert.Equal(Enum.GetValues<Sighting>(), campaign.Sightings.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void The_same_seed_is_the_same_run_to_the_last_byte(int seed)
    {
        var (first, second) = (Run.Of(new RunPlan(seed), keepsTrace: true), Run.Of(new RunPlan(seed)));

        Assert.NotEmpty(first.Lines);
        Assert.Equal((first.Hash, first.Steps), (second.Hash, second.Steps));
        Assert.NotEqual(first.Hash, Run.Of(new RunPlan(seed + 1)).Hash);
    }

    [Fact]
    public void The_command_that_a_failing_seed_prints_replays_it_and_its_minimised_run_breaks_the_same_promise()
    {
        using var first = new StringWriter();
        Assert.Equal(1, SimulateCommand.Run(["--seeds", "50", "--switch-off", nameof(Mechanism.Watermark)], first));
        var commands = first.ToString().Split('\n').Where(line => line.Contains("./tally simulate", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, commands.Count);
        foreach (var command in commands)
        {
            using var again = new StringWriter();
            Assert.Equal(1, SimulateCommand.Run(command.Split("./tally simulate ")[1].Split(' '), again));
            Assert.Equal(LawOf(first), LawOf(again));
        }
    }

    [Fact]
    public void A_minimised_run_is_short()
    {
        var failing = Enumerable.Range(1, 50).Select(seed => Run.Of(new RunPlan(seed) { SwitchedOff = Mechanism.Watermark })).First(run => run.Violation is not null);
        var small = Minimizer.Minimize(failing);

        Assert.Equal(failing.Violation!.Law, small.Violation!.Law);
        Assert.InRange(small.Operations - small.Plan.WithoutOperations.Count, 1, failing.Operations / 2);
    }

    private static string LawOf(StringWriter output) =>
        output.ToString().Split('\n').First(line => line.StartsWith("Seed ", StringComparison.Ordinal)).Split(' ')[3];
}
