using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>Sends what was used: programs and their seconds by metric, all else as CloudEvents.</summary>
/// <param name="client">Calls as the merchant.</param>
/// <param name="metrics">The metrics of programs.</param>
internal sealed class YearReporter(TallyClient client, DemoMetrics metrics)
{
    /// <summary>Where the CloudEvents come from.</summary>
    internal const string Source = "runbox";

    /// <summary>Of a list of CloudEvents.</summary>
    internal const string MediaType = "application/cloudevents-batch+json";

    private const int BatchSize = 500;

    /// <summary>Sends reports, each of which has to be taken.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> SendAsync(IEnumerable<YearReport> reports, CancellationToken cancellation)
    {
        var byShape = reports.ToLookup(report => report.Type == YearUsage.Submission);
        var batches = byShape[true].Chunk(BatchSize).Concat(byShape[false].Chunk(BatchSize)).ToList();
        await Parallel.ForEachAsync(batches, cancellation, async (batch, stopping) => await SendAsync(batch, stopping));
        return batches.Sum(batch => batch.Length);
    }

    private async Task SendAsync(YearReport[] batch, CancellationToken cancellation)
    {
        var answer = batch[0].Type == YearUsage.Submission
            ? await client.PostAsync("v0/usage/batch", new { events = batch.Select(Usage) }, cancellation)
            : await client.PostAsync("v0/events", batch.Select(Event), cancellation, MediaType);
        if (answer.TryGetProperty("failed", out var failed) && failed.GetArrayLength() > 0)
        {
            throw new CommandFailedException($"MISMATCH: a report was refused: {failed[0]}");
        }
    }

    /// <summary>A report as the body of <c>POST /v0/usage</c>.</summary>
    internal object Usage(YearReport report) => new
    {
        idempotencyKey = report.Key,
        customerId = report.Company.Key,
        timestamp = report.OccurredAt,
        properties = new[]
        {
            new { billableMetricId = YearUsage.IsPremium(report.Data["language"]) ? metrics.Premium : metrics.Basic, quantity = report.Number("programs") },
            new { billableMetricId = metrics.ExecutionTime, quantity = report.Number("seconds") },
        },
        metadata = new { language = report.Data["language"] },
    };

    /// <summary>A report as a CloudEvent.</summary>
    internal static object Event(YearReport report) => new
    {
        specversion = "1.0",
        id = report.Key,
        source = Source,
        type = report.Type,
        subject = report.Company.Key,
        time = report.OccurredAt,
        data = report.Data,
    };
}
