using System.CommandLine;
using System.Net.Mail;
using Tallystick.DevHost.Client;
using Tallystick.DevHost.Demo;
using Tallystick.DevHost.Hosting;
using Tallystick.Http.Hosting;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Local;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally serve</c>: runs until it is told to stop.</summary>
internal static class ServeCommand
{
    internal static Command Create()
    {
        var data = new DataOption(isMade: true);
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 for a free one.", HelpName = "N", DefaultValueFactory = _ => 0 };
        var demo = new Option<bool>("--demo") { Description = "Play the demo first, where it has not been played in this directory." };
        var isShort = DemoOptions.Short();
        var localWebhooks = new Option<bool>("--local-webhooks")
        {
            Description = "For development: webhooks may go to receivers on this machine, without TLS too.",
        };
        var mailFrom = new Option<string>("--mail-from")
        {
            Description = "The address that mails to customers are from.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => new LocalOptions().MailFrom,
        };
        mailFrom.Validators.Add(result =>
        {
            if (!MailAddress.TryCreate(result.GetValueOrDefault<string>(), out var address) || address.Address != result.GetValueOrDefault<string>())
            {
                result.AddError("--mail-from takes an address such as billing@example.com.");
            }
        });
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > ushort.MaxValue)
            {
                result.AddError($"A port is a number from 0 to {ushort.MaxValue}.");
            }
        });
        var command = new Command("serve", "Run the whole pipeline in this process: HTTP API, metering, billing, storage in one directory.") { data, port, demo, isShort, localWebhooks, mailFrom };
        var retention = new RetentionOptions(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            new HostSettings
            {
                DataDirectory = parsed.GetRequiredValue(data),
                Port = parsed.GetValue(port),
                OperatorKey = ServerOptions.OperatorKeyOfEnvironment(),
                Stripe = StripeAccount.Read(ReadEnvironment, Demand),
                PublicUrl = PublicUrl.Read(ReadEnvironment, Demand),
                Retention = retention.Read(parsed),
                AllowLocalWebhooks = parsed.GetValue(localWebhooks),
                Local = new LocalOptions { MailFrom = parsed.GetRequiredValue(mailFrom) },
            },
            parsed.GetValue(demo) ? DemoOptions.ExtentOf(parsed, isShort) : null,
            parsed.InvocationConfiguration.Output,
            cancellation));
        return command;
    }

    /// <summary>A setting as the environment gives it, so that no secret is on the command line; empty where it does not.</summary>
    private static string ReadEnvironment(string name) => Environment.GetEnvironmentVariable(name) ?? "";

    /// <exception cref="CommandFailedException">A setting is missing, or is not what it is to be.</exception>
    private static void Demand(bool holds, string name, string otherwise)
    {
        if (!holds)
        {
            throw new CommandFailedException($"{name} {otherwise}");
        }
    }

    private static async Task<int> RunAsync(HostSettings settings, DemoExtent? demoToPlay, TextWriter output, CancellationToken cancellation)
    {
        await using var host = await TallyHost.StartAsync(settings, TimeProvider.System, cancellation);
        if (demoToPlay is { } extent && DemoFile.Read(settings.DataDirectory) is null)
        {
            await DemoRun.PlayAsync(settings.DataDirectory, host.BaseUrl, host.OperatorKey.Key, extent, TimeProvider.System, output, cancellation);
        }

        var demo = DemoFile.Refresh(settings.DataDirectory, host.BaseUrl);
        Greeting.Write(output, host, settings.DataDirectory, demo, demo is null ? null : await SignInAsync(demo, cancellation));
        await host.WaitForShutdownAsync(cancellation);
        return host.Failure is { } failure ? throw TallyCommand.StoppedBy(failure) : 0;
    }

    /// <summary>A link that signs one browser in to the demo's dashboard; null where its key works no longer.</summary>
    private static async Task<Uri?> SignInAsync(DemoFile demo, CancellationToken cancellation)
    {
        using var client = new TallyClient(demo.BaseUrl, demo.ApiKey);
        try
        {
            return new Uri((await client.PostAsync("v0/dashboardLinks", new { }, cancellation)).Text("url"));
        }
        catch (RequestFailedException)
        {
            return null;
        }
    }
}
