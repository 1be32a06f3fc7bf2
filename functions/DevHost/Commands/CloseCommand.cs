using System.CommandLine;
using System.Text.Json;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally close</c>.</summary>
internal static class CloseCommand
{
    /// <summary>Periods a request: each ends in a second or so, so that the line moves and an end by Ctrl+C leaves little half done.</summary>
    private const int Step = 500;

    internal static Command Create()
    {
        var command = new Command("close", "Close every billing period that is due now, and wait until it is done. A running server does so by itself.");
        var resume = new Option<bool>("--resume") { Description = "First make the periods due again that could not be closed before" };
        command.Options.Add(resume);
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(resume))
            {
                var resumed = await connection.Operator.PostAsync("v0/closing/stopped/resume", new { }, cancellation);
                output.WriteLine($"{resumed.GetProperty("resumed")} periods are due again");
            }

            return await CloseAsync(step => connection.Operator.PostAsync($"v0/closing?limit={step}", new { }, cancellation), output, parsed.InvocationConfiguration.Error);
        });
        return command;
    }

    /// <returns>The exit code: 1 where a period could not be closed.</returns>
    private static async Task<int> CloseAsync(Func<int, Task<JsonElement>> closeSome, TextWriter output, TextWriter error)
    {
        var line = new ProgressLine(output, "Closing", "periods");
        var (closed, stopped) = (0, 0);
        for (var isMoving = true; isMoving;)
        {
            var run = await closeSome(Step);
            var (newlyClosed, newlyStopped, remaining) = (run.GetProperty("closed").GetInt32(), run.GetProperty("stopped").GetInt32(), run.GetProperty("remaining").GetInt64());
            (closed, stopped) = (closed + newlyClosed, stopped + newlyStopped);
            line.Show(closed + stopped, closed + stopped + remaining);
            isMoving = remaining > 0 && newlyClosed + newlyStopped > 0;
        }

        line.End(closed + stopped);
        output.WriteLine($"{closed} periods closed");
        if (stopped == 0)
        {
            return 0;
        }

        await error.WriteLineAsync($"{stopped} periods could not be closed: GET /v0/closing/stopped says why. When the cause is mended: tally close --resume");
        return 1;
    }
}
