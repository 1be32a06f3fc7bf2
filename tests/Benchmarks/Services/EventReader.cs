using System.Text;
using System.Text.Json;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>Reads the body of a request: one event, or a list of them.</summary>
internal static class EventReader
{
    private const int Expected = 100;

    /// <param name="body">The body.</param>
    /// <param name="whole">Whether each event is wanted as it was sent beside what it says.</param>
    /// <exception cref="JsonException">The body is no such thing, or an event of it lacks something.</exception>
    internal static List<ReceivedEvent> Read(ReadOnlySpan<byte> body, bool whole)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        var events = new List<ReceivedEvent>(Expected);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            events.Add(ReadOne(body, whole, ref reader));
            return events;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            events.Add(ReadOne(body, whole, ref reader));
        }

        return events;
    }

    private static ReceivedEvent ReadOne(ReadOnlySpan<byte> body, bool whole, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var item = JsonSerializer.Deserialize(ref reader, CloudEventJson.Default.CloudEvent);
        return item is { SpecVersion: "1.0", Id.Length: > 0 and <= 255, Subject.Length: > 0, Type.Length: > 0 }
            ? new ReceivedEvent(item, whole ? Encoding.UTF8.GetString(body[start..(int)reader.BytesConsumed]) : "")
            : throw new JsonException("An event lacks its version, id, subject or type.");
    }
}
