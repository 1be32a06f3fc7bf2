using System.CommandLine;
using Tallystick.Core.Tenancy;
using Tallystick.DevHost.Client;
using Tallystick.DevHost.Hosting;

namespace Tallystick.DevHost.Commands;

/// <summary>The options of every command that talks to a server.</summary>
internal sealed class ServerOptions
{
    private readonly DataOption data = new();

    private readonly Option<Uri?> url = new("--url")
    {
        Description = "The server to talk to. Otherwise the one that runs on the data directory; where none does, one is started for this command.",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError("--url takes an address such as http://127.0.0.1:8080.");
            return null;
        },
    };

    private readonly Option<string?> key = new("--key")
    {
        Description = $"The operator's key. Otherwise {HostSettings.OperatorKeyVariable}, or the key that is kept in the data directory.",
        HelpName = "KEY",
    };

    internal ServerOptions(Command command)
    {
        command.Add(data);
        command.Add(url);
        command.Add(key);
    }

    internal string DirectoryOf(ParseResult parsed) => parsed.GetRequiredValue(data);

    internal Task<ServerConnection> OpenAsync(ParseResult parsed, CancellationToken cancellation) =>
        ServerConnection.OpenAsync(
            DirectoryOf(parsed), parsed.GetValue(url), parsed.GetValue(key) ?? OperatorKeyOfEnvironment(), TimeProvider.System, cancellation);

    /// <summary>The operator's key as the environment gives it; null where it does not.</summary>
    /// <exception cref="CommandFailedException">It is too short to be safe.</exception>
    internal static string? OperatorKeyOfEnvironment() => Environment.GetEnvironmentVariable(HostSettings.OperatorKeyVariable) switch
    {
        null or "" => null,
        { Length: < OperatorKey.MinLength } => throw new CommandFailedException(
            $"{HostSettings.OperatorKeyVariable} needs at least {OperatorKey.MinLength} characters."),
        var given => given,
    };
}
