using System.CommandLine;
using Tallystick.Core.Values;
using Tallystick.DevHost.Client;
using Tallystick.DevHost.Load;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally load</c>: sends usage, measures, and checks that every event counts once.</summary>
internal static class LoadCommand
{
    internal static Command Create()
    {
        var command = new Command("load", "Send generated usage to a new merchant, measure, wait until all is counted, and check that nothing counts twice.");
        var options = new LoadOptions(command);
        var server = new ServerOptions(command, makesData: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await server.OpenAsync(parsed, cancellation);
            await RunAsync(connection, options.ProfileOf(parsed), options.BatchOf(parsed), options.ConnectionsOf(parsed), parsed.InvocationConfiguration.Output, cancellation);
        });
        return command;
    }

    private static async Task RunAsync(
        ServerConnection connection, LoadProfile profile, int batch, int connections, TextWriter output, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        output.WriteLine($"seed          {profile.Seed}");
        var plan = LoadGenerator.Generate(profile, time.GetInstant());
        var target = await LoadTarget.CreateAsync(connection.Operator, plan, connections, cancellation);
        output.WriteLine($"prepared      {plan.Events.Count:N0} events of {plan.Customers.Count:N0} customers, {target.MetricIds.Count} metrics");

        var bodies = new LoadBodies(target.MetricIds, profile.Seed);
        using var sender = new LoadSender(connection.BaseUrl, target.ApiKey, connections, time);
        var prepared = Prepare(plan.Events);
        var bytes = prepared.Sum(body => (long)body.Item1.Length) / Math.Max(1, plan.Events.Count);
        var report = await sender.SendAsync(prepared, cancellation);
        var sent = time.GetTimestamp();
        Write(output, report, bytes);
        if (plan.Conflicts.Count > 0)
        {
            await sender.SendAsync(Prepare(plan.Conflicts), cancellation);
            output.WriteLine($"conflicts     {plan.Conflicts.Count:N0} sent");
        }

        using var client = new TallyClient(connection.BaseUrl, target.ApiKey);
        await new LoadCheck(client, target, plan, time).RunAsync(cancellation);
        var counted = plan.CountOf(LoadEventKind.Fresh);
        output.WriteLine($"counted       {counted:N0} events, {time.GetElapsedTime(sent).TotalSeconds:N2} s after the last was accepted");
        output.WriteLine($"checked       meters equal what was sent once; {plan.CountOf(LoadEventKind.Duplicate):N0} retries and {plan.Conflicts.Count:N0} conflicts did not count");

        List<(byte[], int)> Prepare(IEnumerable<LoadEvent> events) => [.. events.Chunk(batch).Select(chunk => (bodies.Write(chunk), chunk.Length))];
    }

    private static void Write(TextWriter output, LoadReport report, long bytes)
    {
        output.WriteLine($"acknowledged  {report.Acknowledged:N0} events in {report.Elapsed.TotalSeconds:N2} s: {report.Rate:N0} events/s of {bytes} bytes");
        foreach (var (code, count) in report.Failed.OrderBy(pair => pair.Key))
        {
            output.WriteLine($"refused       {count:N0} {code}");
        }

        output.WriteLine($"requests      {report.Latencies.Count:N0}, {report.Retries:N0} sent again");
        output.WriteLine($"latency       p50 {report.Percentile(0.50).TotalMilliseconds:N1} ms, p99 {report.Percentile(0.99).TotalMilliseconds:N1} ms");
    }
}
