using System.CommandLine;
using Tallystick.Tests.Simulation.Faults;

namespace Tallystick.Tests.Simulation.Runs;

/// <summary><c>tally simulate</c>.</summary>
internal static class SimulateCommand
{
    /// <summary>Does what the arguments say.</summary>
    /// <returns>0; 1 where a promise was broken or the arguments are none.</returns>
    internal static int Run(string[] args, TextWriter output)
    {
        var seeds = new Option<int>("--seeds") { HelpName = "N", Description = "How many seeds to run.", DefaultValueFactory = _ => 300 };
        var seed = new Option<int>("--seed") { HelpName = "S", Description = "The first seed.", DefaultValueFactory = _ => 1 };
        var minutes = new Option<int?>("--minutes") { HelpName = "M", Description = "Stop after so many minutes, however many seeds are left." };
        var trace = new Option<bool>("--trace") { Description = "Print what happens." };
        var operations = new Option<string>("--without-operations") { HelpName = "NUMBERS", Description = "Leave out operations of clients, by their numbers: 1-4,7.", DefaultValueFactory = _ => "" };
        var kinds = new Option<string>("--without-faults") { HelpName = "KINDS", Description = $"Leave out kinds of faults: {string.Join(',', Enum.GetNames<FaultKind>())}.", DefaultValueFactory = _ => "" };
        var faults = new Option<string>("--faults") { HelpName = "FROM-TO", Description = "Only the faults of these numbers happen: 3-17, or 3- for all from the third on.", DefaultValueFactory = _ => "1-" };
        var off = new Option<Mechanism?>("--switch-off") { Description = "Break the pipeline on purpose, to see that it is noticed." };
        var command = new RootCommand(
            "Runs the pipeline over in-memory stores while things go wrong, and compares the books with what clients sent. A seed decides everything: the same seed is the same run.")
        {
            seeds, seed, minutes, trace, operations, kinds, faults, off,
        };
        command.HelpName = "tally simulate";
        command.SetAction(parsed =>
        {
            var (first, last) = RangeOf(parsed.GetValue(faults)!);
            var plan = new RunPlan(parsed.GetValue(seed))
            {
                WithoutOperations = Numbers.Parse(parsed.GetValue(operations)!),
                WithoutFaults = parsed.GetValue(kinds)!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<FaultKind>).ToHashSet(),
                FirstFault = first,
                LastFault = last,
                SwitchedOff = parsed.GetValue(off),
            };
            var limit = parsed.GetValue(minutes) is { } given ? TimeSpan.FromMinutes(given) : TimeSpan.MaxValue;
            return new Campaign(output).Run(plan, parsed.GetValue(seeds), limit, parsed.GetValue(trace)) ? 0 : 1;
        });
        try
        {
            return command.Parse(args).Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            output.WriteLine($"tally: an option cannot be read: {exception.Message}");
            return 1;
        }
    }

    private static (int First, int Last) RangeOf(string text)
    {
        var ends = text.Split('-');
        return (int.Parse(ends[0]), ends is [_, ""] ? int.MaxValue : int.Parse(ends[^1]));
    }
}
