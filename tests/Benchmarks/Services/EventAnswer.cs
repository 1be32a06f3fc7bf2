using System.Buffers;
using System.Text.Json;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>What a service answers: each event's id, and that it is counted.</summary>
internal static class EventAnswer
{
    private const int BytesAnEvent = 48;

    internal static byte[] Of(List<ReceivedEvent> events)
    {
        var output = new ArrayBufferWriter<byte>(events.Count * BytesAnEvent);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartArray();
            foreach (var item in events)
            {
                writer.WriteStartObject();
                writer.WriteString("id", item.Event.Id);
                writer.WriteString("state", "counted");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return output.WrittenSpan.ToArray();
    }
}
