using System.CommandLine;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally close</c>.</summary>
internal static class CloseCommand
{
    internal static Command Create()
    {
        var command = new Command("close", "Close every billing period that is due now, and wait until it is done. A running server does so by itself.");
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            var answer = await connection.Operator.PostAsync("v0/closing", new { }, cancellation);
            parsed.InvocationConfiguration.Output.WriteLine($"{answer.GetProperty("closed")} periods closed");
        });
        return command;
    }
}
