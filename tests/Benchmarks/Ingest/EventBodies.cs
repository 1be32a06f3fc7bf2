using System.Buffers;
using System.Text.Json;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>Events as all sides get them: CloudEvents in JSON, about 176 bytes each.</summary>
internal static class EventBodies
{
    internal const string Source = "/api";
    private const int SizeHint = 192;

    internal static string TypeOf(int metric) => $"api.metric{metric}";

    /// <summary>Ids of customers, as long as the host's.</summary>
    internal static string[] CustomerIds(int customers) => [.. Enumerable.Range(0, customers).Select(number => $"cus_{number:D26}")];

    /// <summary>The bodies of batches: a batch of one is no list.</summary>
    internal static byte[][] Of(SampleEvent[][] batches, string[] customers) => Array.ConvertAll(batches, batch => Of(batch, customers));

    private static byte[] Of(SampleEvent[] events, string[] customers)
    {
        var output = new ArrayBufferWriter<byte>(events.Length * SizeHint);
        using (var writer = new Utf8JsonWriter(output))
        {
            if (events.Length > 1)
            {
                writer.WriteStartArray();
            }

            foreach (var item in events)
            {
                Write(writer, item, customers[item.Customer]);
            }

            if (events.Length > 1)
            {
                writer.WriteEndArray();
            }
        }

        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, SampleEvent item, string customer)
    {
        writer.WriteStartObject();
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", item.Key);
        writer.WriteString("source", Source);
        writer.WriteString("type", TypeOf(item.Metric));
        writer.WriteString("subject", customer);
        writer.WriteString("time", item.OccurredAt);
        writer.WriteStartObject("data");
        writer.WriteNumber("n", item.Quantity);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
