using System.CommandLine;
using Tallystick.Core.Tenancy;
using Tallystick.DevHost.Client;
using Tallystick.DevHost.Hosting;

namespace Tallystick.DevHost.Commands;

/// <summary>The options of every command that talks to a server.</summary>
internal sealed class ServerOptions
{
    private readonly bool makesData;
    private readonly DataOption data;

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

    /// <summary>Adds the options.</summary>
    /// <param name="command">To what.</param>
    /// <param name="makesData">True where the command makes the data directory if there is none.</param>
    internal ServerOptions(Command command, bool makesData = false)
    {
        this.makesData = makesData;
        data = new DataOption(makesData);
        key.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { Length: < OperatorKey.MinLength })
            {
                result.AddError($"--key takes the operator's key, which has at least {OperatorKey.MinLength} characters.");
            }
        });
        command.Add(data);
        command.Add(url);
        command.Add(key);
    }

    internal string DirectoryOf(ParseResult parsed) => parsed.GetRequiredValue(data);

    /// <summary>Connects to the server that the options name.</summary>
    /// <exception cref="CommandFailedException">There is no such data directory, and the command makes none; or there is no key.</exception>
    internal Task<ServerConnection> OpenAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(url) is null && !makesData)
        {
            DataDirectory.Demand(DirectoryOf(parsed));
        }

        return ServerConnection.OpenAsync(
            DirectoryOf(parsed), parsed.GetValue(url), parsed.GetValue(key) ?? OperatorKeyOfEnvironment(), TimeProvider.System, cancellation);
    }

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
