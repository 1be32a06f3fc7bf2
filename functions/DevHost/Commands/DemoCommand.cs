using System.CommandLine;
using Tallystick.DevHost.Demo;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally demo</c>: a month of a code execution API, to its invoice.</summary>
internal static class DemoCommand
{
    internal static Command Create()
    {
        var command = new Command("demo", "Play a month of a code execution API under a test clock, with retries, and print its invoice; then a year of forty customers. Once a directory.");
        var isShort = DemoOptions.Short();
        command.Add(isShort);
        var server = new ServerOptions(command, makesData: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var directory = server.DirectoryOf(parsed);
            await using var connection = await server.OpenAsync(parsed, cancellation);
            if (DemoFile.Refresh(directory, connection.BaseUrl) is not null)
            {
                output.WriteLine($"The demo has been played in {Path.GetFullPath(directory)}; its keys and ids are in {DemoFile.PathIn(directory)}.");
                return;
            }

            await DemoRun.PlayAsync(directory, connection.BaseUrl, connection.OperatorKey, DemoOptions.ExtentOf(parsed, isShort), TimeProvider.System, output, cancellation);
        });
        return command;
    }
}
