using System.Buffers;
using System.Text.Json;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>Events as both sides get them: a JSON list of CloudEvents, about 176 bytes each.</summary>
internal static class EventBodies
{
    private const int SizeHint = 192;

    internal static string TypeOf(int metric) => $"api.metric{metric}";

    /// <summary>The list of some events.</summary>
    /// <param name="events">The events.</param>
    /// <param name="customers">The customers' ids by their numbers.</param>
    internal static byte[] Of(SampleEvent[] events, string[] customers)
    {
        var output = new ArrayBufferWriter<byte>(events.Length * SizeHint);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartArray();
            foreach (var item in events)
            {
                Write(writer, item, customers[item.Customer]);
            }

            writer.WriteEndArray();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, SampleEvent item, string customer)
    {
        writer.WriteStartObject();
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", item.Key);
        writer.WriteString("source", "/api");
        writer.WriteString("type", TypeOf(item.Metric));
        writer.WriteString("subject", customer);
        writer.WriteString("time", item.OccurredAt);
        writer.WriteStartObject("data");
        writer.WriteNumber("n", item.Quantity);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
