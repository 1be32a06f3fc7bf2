using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Http.Usage.Shapes;

/// <summary>The events that clients of Flexprice send to <c>/v1/events</c>. Without an <c>event_id</c> a retry is another event.</summary>
internal static class FlexpriceEvent
{
    internal static UsageSubmission Read(EventJson json, IIdSource ids) => new()
    {
        Subject = json.Name("external_customer_id", UsageLimits.MaxNameLength),
        SubjectField = "external_customer_id",
        Place = json.Place,
        Timestamp = json.Timestamp("timestamp"),
        Usage = new UsageEvent
        {
            Key = json.OptionalText("event_id", UsageLimits.MaxKeyLength) is { Length: > 0 } key ? key : ids.NextSuffix(),
            OccurredAt = default,
            TimestampGiven = false,
            Type = json.Name("event_name", UsageLimits.MaxTypeLength),
            Source = json.OptionalText("source", UsageLimits.MaxNameLength),
            Data = json.Data("properties"),
        },
    };
}
