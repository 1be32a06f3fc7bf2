using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage.Shapes;

/// <summary>The shapes of <c>/v0/usage/{id}/amend</c> and <c>/v0/usage/backfill</c>.</summary>
internal static class CorrectingUsage
{
    internal const int MaxReasonLength = 1000;

    /// <summary>An amendment: what it does not name is for the domain to take from the event that it amends.</summary>
    internal static UsageSubmission ReadAmendment(EventJson json)
    {
        var usage = new UsageEvent
        {
            Key = json.OptionalText("idempotencyKey", UsageLimits.MaxKeyLength) ?? "",
            OccurredAt = default,
            TimestampGiven = true,
            Measurements = json.Has("properties") ? ReportedUsage.ReadMeasurements(json) : [],
            Data = json.Data("data"),
            Metadata = json.Data("metadata"),
            Reason = json.OptionalText("reason", MaxReasonLength),
        };
        return new UsageSubmission { Subject = "", SubjectField = "", Place = json.Place, Usage = usage };
    }

    /// <summary>A backfilled event: typed where it has a type, with quantities otherwise.</summary>
    internal static UsageSubmission ReadBackfill(EventJson json)
    {
        var isTyped = json.Has("type");
        return new UsageSubmission
        {
            Subject = json.Name("customerId", UsageLimits.MaxNameLength),
            SubjectField = "customerId",
            CustomerMustExist = true,
            Place = json.Place,
            Timestamp = json.Timestamp("timestamp", required: true),
            Usage = new UsageEvent
            {
                Key = json.Text("idempotencyKey", UsageLimits.MaxKeyLength),
                OccurredAt = default,
                TimestampGiven = true,
                Type = isTyped ? json.Name("type", UsageLimits.MaxTypeLength) : null,
                Source = isTyped ? json.Name("source", UsageLimits.MaxNameLength) : null,
                Data = isTyped ? json.Data("data", required: true) : default,
                Measurements = isTyped ? [] : ReportedUsage.ReadMeasurements(json),
                Metadata = json.Data("metadata"),
                Reason = json.Text("reason", MaxReasonLength),
                IsBackfill = true,
            },
        };
    }
}
