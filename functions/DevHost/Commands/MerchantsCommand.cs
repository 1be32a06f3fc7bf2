using System.CommandLine;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally merchants</c>.</summary>
internal static class MerchantsCommand
{
    internal static Command Create() => new("merchants", "List merchants, or make one.") { List(), Make() };

    private static Command List()
    {
        var command = new Command("list", "List merchants, newest first.");
        var server = new ServerOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            foreach (var merchant in await connection.Operator.ListAsync("v0/merchants", cancellation))
            {
                parsed.InvocationConfiguration.Output.WriteLine($"{merchant.Text("id")}  {merchant.Text("createdAt")}  {merchant.Text("name")}");
            }
        });
        return command;
    }

    private static Command Make()
    {
        var name = new Argument<string>("name") { Description = "What invoices call the merchant." };
        var command = new Command("create", "Make a merchant with an admin key for each mode. The keys are shown once.") { name };
        var server = new ServerOptions(command, makesData: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            var merchant = await connection.Operator.PostAsync("v0/merchants", new { name = parsed.GetValue(name) }, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"merchant  {merchant.Text("id")}");
            foreach (var key in merchant.GetProperty("apiKeys").EnumerateArray())
            {
                output.WriteLine($"{key.Text("mode"),-8}  {key.Text("key")}");
            }
        });
        return command;
    }
}
