using System.CommandLine;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally commands</c>.</summary>
internal static class DeadCommandsCommand
{
    internal static Command Create() => new("commands", "List the commands that workers could not do, or have them done again.") { List(), Replay() };

    private static Command List()
    {
        var command = new Command("list", "List commands that could not be done, oldest first.");
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            foreach (var dead in await connection.Operator.ListAsync("v0/deadCommands", cancellation))
            {
                parsed.InvocationConfiguration.Output.WriteLine($"{dead.Text("kind")}  {dead.Text("id")}  {dead.Text("reason")}");
            }
        });
        return command;
    }

    private static Command Replay()
    {
        var id = new Argument<string?>("id") { Description = "The command; all of them unless given.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("replay", "Have commands done again that could not be done.") { id };
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            var path = parsed.GetValue(id) is { } one ? $"v0/deadCommands/{Uri.EscapeDataString(one)}/replay" : "v0/deadCommands/replay";
            var answer = await connection.Operator.PostAsync(path, new { }, cancellation);
            parsed.InvocationConfiguration.Output.WriteLine($"{answer.GetProperty("replayed")} commands will be done again");
        });
        return command;
    }
}
