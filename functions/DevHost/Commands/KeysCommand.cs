using System.CommandLine;
using System.Text.Json;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally keys</c>.</summary>
internal static class KeysCommand
{
    private static readonly string[] Modes = ["live", "test"];
    private static readonly string[] Scopes = ["ingest", "read", "admin"];

    internal static Command Create() => new("keys", "List a merchant's API keys, make one, or revoke one.") { List(), Make(), Revoke() };

    private static Option<string> Merchant() =>
        new("--merchant") { Description = "The merchant's id; see 'tally merchants list'.", HelpName = "ID", Required = true };

    private static Command List()
    {
        var merchant = Merchant();
        var command = new Command("list", "List the keys of both modes, newest first.") { merchant };
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            foreach (var mode in Modes)
            {
                foreach (var key in await connection.Operator.ListAsync($"{PathOf(parsed.GetRequiredValue(merchant))}?mode={mode}", cancellation))
                {
                    parsed.InvocationConfiguration.Output.WriteLine(LineOf(key));
                }
            }
        });
        return command;
    }

    private static Command Make()
    {
        var merchant = Merchant();
        var mode = new Option<string>("--mode") { Description = "Real money, or data of its own to try things out.", DefaultValueFactory = _ => "live" };
        var scopes = new Option<string[]>("--scopes")
        {
            Description = "What the key may be used for.",
            DefaultValueFactory = _ => ["admin"],
            AllowMultipleArgumentsPerToken = true,
        };
        var name = new Option<string>("--name") { Description = "What its owner calls it.", HelpName = "NAME", DefaultValueFactory = _ => "command line" };
        mode.AcceptOnlyFromAmong(Modes);
        scopes.AcceptOnlyFromAmong(Scopes);
        var command = new Command("create", "Make a key. It is shown once.") { merchant, mode, scopes, name };
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            var wish = new { name = parsed.GetValue(name), scopes = parsed.GetValue(scopes), mode = parsed.GetValue(mode) };
            var key = await connection.Operator.PostAsync(PathOf(parsed.GetRequiredValue(merchant)), wish, cancellation);
            parsed.InvocationConfiguration.Output.WriteLine(key.Text("key"));
        });
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("id") { Description = "The key's id: key_…" };
        var merchant = Merchant();
        var command = new Command("revoke", "Revoke a key: it stops to work within seconds.") { id, merchant };
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            var path = $"{PathOf(parsed.GetRequiredValue(merchant))}/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}";
            parsed.InvocationConfiguration.Output.WriteLine(LineOf(await connection.Operator.DeleteAsync(path, cancellation)));
        });
        return command;
    }

    private static string PathOf(string merchant) => $"v0/merchants/{Uri.EscapeDataString(merchant)}/apiKeys";

    private static string LineOf(JsonElement key)
    {
        var scopes = string.Join(',', key.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        var revoked = key.GetProperty("revokedAt").ValueKind == JsonValueKind.Null ? "" : $"  revoked {key.Text("revokedAt")}";
        return $"{key.Text("id")}  {key.Text("mode")}  {scopes}  …{key.Text("lastFour")}  {key.Text("name")}{revoked}";
    }
}
