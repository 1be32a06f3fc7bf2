using System.CommandLine;
using System.Text.Json;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Commands;

/// <summary>The command line.</summary>
public static class TallyCommand
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(60);

    /// <summary>Does what the arguments say.</summary>
    /// <returns>The exit code: 0, or 1 with one line that says why.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Tallystick meters the use of an API and turns it into invoices that can be proved.")
        {
            ServeCommand.Create(),
            DemoCommand.Create(),
            MerchantsCommand.Create(),
            KeysCommand.Create(),
            CloseCommand.Create(),
            DeadCommandsCommand.Create(),
            VerifyCommand.Create(),
            ExplainCommand.Create(),
            RebuildCommand.Create(),
            LoadCommand.Create(),
            SimulateCommand.Create(),
            CostCommand.Create(),
        };
        root.HelpName = "tally";
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = StopWithin,
        };
        try
        {
            return await root.Parse(args).InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("tally: stopped");
            return 1;
        }
        catch (Exception exception) when (IsToldInALine(exception))
        {
            error.WriteLine($"tally: {exception.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    /// <summary>What a command ends with whose server has stopped: told in a line as its cause would be, or a bug with its cause.</summary>
    internal static Exception StoppedBy(Exception failure) => IsToldInALine(failure)
        ? new CommandFailedException($"The server has stopped: {failure.Message}", failure)
        : new InvalidOperationException($"The server has stopped: {failure.Message}", failure);

    // What the person at the keyboard can do something about. Anything else is a bug, and its stack trace is wanted.
    private static bool IsToldInALine(Exception exception) =>
        IsUnreadableOption(exception) || exception is CommandFailedException or RequestFailedException or HttpRequestException or IOException or UnauthorizedAccessException
            or InvalidDataException or DamagedStoreException or StoreUnavailableException or RecordsPurgedException or JsonException;

    // How the library's validators meet a text that is no value of the option's type.
    private static bool IsUnreadableOption(Exception exception) =>
        exception is InvalidOperationException && exception.Message.StartsWith("Cannot parse argument", StringComparison.Ordinal);
}
