using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage.Shapes;

/// <summary>The JSON format of CloudEvents 1.0. Source and id are the event's identity, as the specification has it.</summary>
/// <remarks>See https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md.</remarks>
internal static class CloudEvent
{
    /// <summary>The media type of one event.</summary>
    internal const string One = "application/cloudevents+json";

    /// <summary>The media type of a list of events.</summary>
    internal const string Batch = "application/cloudevents-batch+json";

    internal static UsageSubmission Read(EventJson json)
    {
        var version = json.Name("specversion", UsageLimits.MaxNameLength);
        json.Check.That(version is "" or "1.0", "specversion", "Only 1.0 is known.", "UNKNOWN_VALUE");
        json.Check.That(json.OptionalText("data_base64", int.MaxValue) is null, "data_base64", "Data must be a JSON object under data.", "WRONG_TYPE");
        var source = json.Name("source", UsageLimits.MaxNameLength);
        var subject = json.Name("subject", UsageLimits.MaxNameLength);
        var time = json.Timestamp("time");
        return new UsageSubmission
        {
            Subject = subject,
            Place = json.Place,
            SubjectField = "subject",
            Timestamp = time,
            TimestampField = "time",
            Usage = new UsageEvent
            {
                Key = KeyOf(source, json.Text("id", UsageLimits.MaxNameLength)),
                OccurredAt = time ?? default,
                TimestampGiven = time is not null,
                Type = json.Name("type", UsageLimits.MaxTypeLength),
                Source = source,
                Data = json.Data("data"),
            },
        };
    }

    // A space parts the two: a source is a URI reference and holds none.
    private static string KeyOf(string source, string id)
    {
        var key = $"{source} {id}";
        return key.Length <= UsageLimits.MaxKeyLength ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
