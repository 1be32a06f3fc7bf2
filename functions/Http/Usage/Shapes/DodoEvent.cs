using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage.Shapes;

/// <summary>The events that clients of Dodo Payments send to <c>/events/ingest</c>.</summary>
internal static class DodoEvent
{
    internal static UsageSubmission Read(EventJson json) => new()
    {
        Subject = json.Name("customer_id", UsageLimits.MaxNameLength),
        SubjectField = "customer_id",
        Place = json.Place,
        Timestamp = json.Timestamp("timestamp"),
        Usage = new UsageEvent
        {
            Key = json.Text("event_id", UsageLimits.MaxKeyLength),
            OccurredAt = default,
            TimestampGiven = false,
            Type = json.Name("event_name", UsageLimits.MaxTypeLength),
            Data = json.Data("metadata"),
        },
    };
}
