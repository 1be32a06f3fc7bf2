using System.Globalization;
using NodaTime;
using Tallystick.Core.Values;
using Tallystick.DevHost.Client;
using Tallystick.DevHost.Commands;
using Tallystick.DevHost.Demo.Year;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.DevHost.Demo;

/// <summary>The demo from an empty merchant to an invoice, and the proof that nothing was billed twice.</summary>
internal static class DemoRun
{
    // Past the plan's grace, so that the month is closed.
    private static readonly Duration AfterTheEnd = Duration.FromDays(1);

    /// <summary>Plays the demo, prints its invoice, and leaves <c>demo.json</c> in the directory.</summary>
    /// <exception cref="CommandFailedException">The meters or the invoice differ from what was sent once.</exception>
    internal static async Task PlayAsync(
        string directory, Uri baseUrl, string operatorKey, DemoExtent extent, TimeProvider time, TextWriter output, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var month = DemoScript.MonthBefore(time.GetInstant());
        var submissions = DemoScript.Submissions(month);
        using var operatorClient = new TallyClient(baseUrl, operatorKey);
        var demo = await DemoSetup.CreateAsync(operatorClient, operatorKey, month.Start, cancellation);
        using var client = new TallyClient(baseUrl, demo.ApiKey);
        var player = new DemoPlayer(client, demo);
        var line = new ProgressLine(output, "Playing a month of a code execution API", "submissions");
        await player.PlayAsync(submissions, done => line.Show(done, submissions.Count), cancellation);
        line.End(submissions.Count);
        await player.MoveClockAsync(month.End + AfterTheEnd, cancellation);

        var invoice = await DemoInvoice.ReadAsync(client, demo, cancellation);
        invoice.Write(output);
        var expected = DemoTotals.Of(submissions);
        DemandEqual("the meters", await MetersAsync(client, demo, month, cancellation), expected);
        DemandEqual("the invoice", invoice.Totals(demo.MetricIds), expected);
        var retries = submissions.Count(item => item.IsRetried);
        output.WriteLine(
            $"{submissions.Count} submissions and {retries} retries were sent; meters and invoice show {submissions.Count}: no retry was billed. " +
            $"({time.GetElapsedTime(start).TotalSeconds.ToString("N1", CultureInfo.InvariantCulture)} s)");
        output.WriteLine();
        if (extent == DemoExtent.Year)
        {
            await PlayYearAsync(client, demo, time, output, cancellation);
        }

        demo.Write(directory);
    }

    private static async Task PlayYearAsync(TallyClient client, DemoFile demo, TimeProvider time, TextWriter output, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var line = new ProgressLine(output, "Playing thirteen months of forty customers", "steps");
        var steps = 0;
        var reports = await YearPlayer.PlayAsync(client, demo, time.GetInstant(), (done, total) => line.Show(done, steps = total), cancellation);
        line.End(steps);
        output.WriteLine($"{reports} reports of usage were sent. ({time.GetElapsedTime(start).TotalSeconds.ToString("N1", CultureInfo.InvariantCulture)} s)");
        output.WriteLine();
    }

    private static async Task<DemoTotals> MetersAsync(TallyClient client, DemoFile demo, Period month, CancellationToken cancellation)
    {
        return new DemoTotals(
            await TotalAsync(demo.MetricIds.Basic), await TotalAsync(demo.MetricIds.Premium), await TotalAsync(demo.MetricIds.ExecutionTime));

        async Task<decimal> TotalAsync(string metric)
        {
            var query = $"from={month.Start}&to={month.End}&subject={demo.CustomerId}";
            return (await client.GetAsync($"v0/billableMetrics/{metric}/meter?{query}", cancellation)).Number("totalValue");
        }
    }

    private static void DemandEqual(string what, DemoTotals found, DemoTotals expected)
    {
        if (found != expected)
        {
            throw new CommandFailedException($"MISMATCH: {what} show {found}, but what was sent once is {expected}.");
        }
    }
}
