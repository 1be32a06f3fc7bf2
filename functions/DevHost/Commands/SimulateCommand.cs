using System.CommandLine;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally simulate</c>: so that the help lists it. The script <c>tally</c> starts the simulator, which is no part of the product.</summary>
internal static class SimulateCommand
{
    internal static Command Create()
    {
        var command = new Command("simulate", "Run the pipeline while everything fails that can, by seeds, and compare the books with what clients sent.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Error.WriteLine("tally: the simulator is in the repository; ./tally simulate starts it");
            return 1;
        });
        return command;
    }
}
