using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Http.Usage.Shapes;

/// <summary>The shape of <c>/v0/events</c>: a type and data, which metrics read.</summary>
internal static class TypedEvent
{
    internal static UsageSubmission Read(EventJson json, IIdSource ids)
    {
        var subject = json.OptionalText("subject", UsageLimits.MaxNameLength);
        var external = json.OptionalText("externalSubject", UsageLimits.MaxNameLength);
        json.Check.That(subject is not null ^ external is not null, "subject", "Exactly one of subject and externalSubject is required.", "REQUIRED");
        json.OptionalText("namespace", UsageLimits.MaxNameLength);
        return new UsageSubmission
        {
            Subject = subject ?? external ?? "",
            Place = json.Place,
            SubjectField = subject is null ? "externalSubject" : "subject",
            CustomerMustExist = subject is not null,
            Timestamp = json.Timestamp("timestamp"),
            Usage = new UsageEvent
            {
                Key = json.OptionalText("idempotencyKey", UsageLimits.MaxKeyLength)
                    ?? json.OptionalText("externalId", UsageLimits.MaxKeyLength)
                    ?? ids.NextSuffix(),
                OccurredAt = default,
                TimestampGiven = false,
                Type = json.Name("type", UsageLimits.MaxTypeLength),
                Source = json.Name("source", UsageLimits.MaxNameLength),
                Data = json.Data("data", required: true),
            },
        };
    }
}
