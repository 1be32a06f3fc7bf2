using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Oracle;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>What clients do that goes into the log.</summary>
internal sealed class Reporting(Asking asking, ClientBook book)
{
    private const string Reason = "mistaken";

    /// <summary>Reports events, the tenants' one after the other.</summary>
    internal async Task ReportAsync(Operation.Report report)
    {
        foreach (var tenant in report.Events.GroupBy(one => one.Tenant))
        {
            List<Sent> events = [.. tenant.Select(one => new Sent(one, HoldOf(one)))];
            book.Note(events);
            List<UsageSubmission> submissions = [.. events.Select(SubmissionOf)];
            var results = await asking.AskAsync(services => services.Ingest.AcceptAsync(tenant.Key, submissions, report.Together, default));
            var isTaken = !report.Together || results.All(result => result.TryGet(out _, out _));
            foreach (var (result, one) in results.Zip(events))
            {
                if (isTaken && result.TryGet(out var receipt, out _))
                {
                    book.Receipts.Add((receipt.Id, one.Body));
                }
            }
        }
    }

    /// <summary>Corrects an event.</summary>
    internal async Task CorrectAsync(SentCorrection correction)
    {
        book.Note(correction);
        var answer = await asking.AskAsync(services => correction.Metric is { } metric
            ? services.Corrections.AmendAsync(correction.Account.Tenant, correction.Corrected, AmendmentOf(correction, new(metric, correction.Quantity, correction.Price)), default)
            : services.Corrections.VoidAsync(correction.Account.Tenant, correction.Corrected, correction.Key, Reason, default));
        if (answer.TryGet(out var receipt, out _))
        {
            book.Receipts.Add((receipt.Id, Body.Of(correction)));
        }
    }

    private static UsageEvent AmendmentOf(SentCorrection correction, Measurement content) => new()
    {
        Key = correction.Key ?? "",
        OccurredAt = default,
        TimestampGiven = false,
        Measurements = [content],
        Reason = Reason,
    };

    private string? HoldOf(SentEvent one) => one.Hold is { } number && book.Holds.TryGetValue(number, out var id) ? id.ToString() : null;

    private static UsageSubmission SubmissionOf(Sent sent) => new()
    {
        Subject = sent.Event.Subject,
        SubjectField = "customerId",
        Timestamp = sent.Event.Timestamp,
        Place = null,
        Usage = new UsageEvent
        {
            Key = sent.Event.Key,
            OccurredAt = sent.Event.Timestamp ?? default,
            TimestampGiven = sent.Event.Timestamp is not null,
            Measurements = [new Measurement(sent.Event.Metric, sent.Event.Quantity, sent.Event.Price)],
            Hold = sent.Hold,
            IsBackfill = sent.Event.IsBackfill,
        },
    };
}
