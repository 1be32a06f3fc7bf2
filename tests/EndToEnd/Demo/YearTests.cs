using System.Text.Json;
using NodaTime;
using Tallystick.DevHost.Client;
using Tallystick.DevHost.Commands;
using Tallystick.DevHost.Demo;
using Tallystick.DevHost.Hosting;
using Tallystick.Tests.EndToEnd.Cli;

namespace Tallystick.Tests.EndToEnd.Demo;

/// <summary>The whole demo: there is something of everything, all of it is proved, and it is played once.</summary>
public sealed class YearTests : IDisposable
{
    private readonly CliDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task The_year_has_something_of_everything_and_all_of_it_is_proved()
    {
        var (code, told) = await RunAsync("demo");
        Assert.True(code == 0, told);
        Assert.Contains("no retry was billed", told, StringComparison.Ordinal);

        await using (var host = await TallyHost.StartAsync(new HostSettings { DataDirectory = directory.Path }, TimeProvider.System, default))
        {
            using var client = new TallyClient(host.BaseUrl, DemoFile.Read(directory.Path)!.ApiKey);
            await LookAsync(client);
        }

        var (verified, proofs) = await RunAsync("verify", "--all");
        Assert.True(verified == 0, proofs);
        Assert.EndsWith(" 0 failed; none is missing; the books agree", proofs.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_played_once()
    {
        Assert.Equal(0, (await RunAsync("demo", "--short")).Code);
        var (code, told) = await RunAsync("demo");
        Assert.Equal(0, code);
        Assert.Contains("The demo has been played", told, StringComparison.Ordinal);
        Assert.Single((await RunAsync("merchants", "list")).Told.Trim().Split('\n'));
    }

    [Fact]
    public async Task One_that_was_broken_off_is_played_again_from_the_start()
    {
        using var output = new BreakingWriter();
        Assert.Equal(1, await TallyCommand.RunAsync(["demo", "--data", directory.Path], output, TextWriter.Null));
        Assert.Null(DemoFile.Read(directory.Path));

        Assert.Equal(0, (await RunAsync("demo", "--short")).Code);
        Assert.NotNull(DemoFile.Read(directory.Path));
    }

    private static async Task LookAsync(TallyClient client)
    {
        Assert.Equal(3, await CountAsync(client, "v0/products"));
        Assert.Equal(40, await CountAsync(client, "v0/customers"));
        Assert.Equal(5, await CountAsync(client, "v0/plans"));
        Assert.NotEqual(0, await CountAsync(client, "v0/disputes"));
        Assert.NotEqual(0, await CountAsync(client, "v1/features"));
        foreach (var status in new[] { "issued", "paid", "overdue", "draft", "void", "written_off" })
        {
            Assert.True(await CountAsync(client, $"v2/invoices?status={status}") > 0, status);
        }

        var invoices = await client.ListAsync("v2/invoices", default);
        Assert.Superset(new HashSet<string> { "invoice", "credit_note", "debit_note" }, invoices.Select(invoice => Text(invoice, "type")).ToHashSet());
        Assert.Superset(new HashSet<string> { "USD", "EUR" }, invoices.Select(invoice => Text(invoice, "currency")).ToHashSet());
        Assert.InRange(invoices.Select(invoice => Text(invoice, "periodStart")[..7]).Distinct().Count(), 12, 14);

        var now = SystemClock.Instance.GetCurrentInstant();
        var hours = (await client.GetAsync($"v0/usage/counts?from={now - Duration.FromHours(3):uuuu'-'MM'-'dd'T'HH':00:00Z'}&to={now + Duration.FromHours(1):uuuu'-'MM'-'dd'T'HH':00:00Z'}", default))
            .GetProperty("hours").EnumerateArray().ToList();
        foreach (var fate in new[] { "counted", "duplicate", "conflict", "rejected" })
        {
            Assert.True(hours.Sum(hour => hour.GetProperty(fate).GetInt64()) > 0, fate);
        }

        var exhausted = await client.GetAsync($"v0/customers/{await IdAsync(client, "nullpunkt")}/wallet", default);
        Assert.Equal(0, Number(exhausted, "available"));
        Assert.True(Number(exhausted, "owed") > 0);
        var cap = (await client.GetAsync($"v0/caps?customerId={await IdAsync(client, "bytewise")}", default)).GetProperty("data")[0];
        Assert.True(Number(cap.GetProperty("standing"), "left") < 1);
    }

    private static async Task<string> IdAsync(TallyClient client, string externalId) =>
        Text((await client.GetAsync($"v0/customers?externalId={externalId}", default)).GetProperty("data")[0], "id");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static decimal Number(JsonElement element, string name) => decimal.Parse(Text(element, name));

    private static async Task<long> CountAsync(TallyClient client, string path) =>
        (await client.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1", default)).GetProperty("pagination").GetProperty("total").GetInt64();

    private async Task<(int Code, string Told)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        var code = await TallyCommand.RunAsync([.. args, "--data", directory.Path], output, output).WaitAsync(TimeSpan.FromMinutes(3));
        return (code, output.ToString());
    }

    /// <summary>Breaks the demo off when its month has been told.</summary>
    private sealed class BreakingWriter : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (value?.Contains("no retry was billed", StringComparison.Ordinal) == true)
            {
                throw new CommandFailedException("The demo is broken off.");
            }
        }
    }
}
