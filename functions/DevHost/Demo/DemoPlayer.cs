using NodaTime;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Demo;

/// <summary>Plays submissions: for each, money is held, the code runs, and its use is reported.</summary>
/// <param name="client">Calls as the merchant.</param>
/// <param name="demo">What was made for the demo.</param>
internal sealed class DemoPlayer(TallyClient client, DemoFile demo)
{
    private const int AtATime = 4;

    /// <summary>Plays a month, day by day of the test clock.</summary>
    /// <param name="submissions">In their order.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task PlayAsync(IReadOnlyList<DemoSubmission> submissions, Action<int> progress, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var day in submissions.GroupBy(item => item.OccurredAt.InUtc().Date))
        {
            await MoveClockAsync(day.Max(item => item.OccurredAt), cancellation);
            await Parallel.ForEachAsync(
                day, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation }, async (item, stopping) => await SubmitAsync(item, stopping));
            progress(done += day.Count());
        }
    }

    /// <summary>Moves the demo's time on; what has become due is done when this returns.</summary>
    internal Task MoveClockAsync(Instant to, CancellationToken cancellation) =>
        client.PatchAsync($"v0/testClocks/{demo.TestClockId}", new { currentTime = to }, cancellation);

    private async Task SubmitAsync(DemoSubmission item, CancellationToken cancellation)
    {
        var metric = item.IsPremium ? demo.MetricIds.Premium : demo.MetricIds.Basic;
        var hold = await client.PostAsync(
            "v0/entitlements",
            new
            {
                customerId = demo.CustomerId,
                merchantId = demo.MerchantId,
                entitlementData = new[]
                {
                    new { billableMetricId = metric, quantity = (decimal)item.Programs },
                    new { billableMetricId = demo.MetricIds.ExecutionTime, quantity = (decimal)DemoScript.MaxSeconds },
                },
            },
            cancellation);
        var report = new
        {
            idempotencyKey = item.Key,
            customerId = demo.CustomerId,
            merchantId = demo.MerchantId,
            entitlementId = hold.Text("id"),
            timestamp = item.OccurredAt,
            properties = new[]
            {
                new { billableMetricId = metric, quantity = (decimal)item.Programs },
                new { billableMetricId = demo.MetricIds.ExecutionTime, quantity = item.Seconds },
            },
            metadata = new { language = item.Language },
        };
        var first = await client.PostAsync("v0/usage", report, cancellation);
        if (item.IsRetried && (await client.PostAsync("v0/usage", report, cancellation)).Text("id") != first.Text("id"))
        {
            throw new CommandFailedException($"MISMATCH: the retry of {item.Key} was taken for another event.");
        }
    }
}
