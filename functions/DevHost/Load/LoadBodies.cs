using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NodaTime.Text;

namespace Tallystick.DevHost.Load;

/// <summary>Writes deliveries as bodies of <c>POST /v0/usage/batch</c>: about 176 bytes an event.</summary>
/// <param name="metricIds">The ids of the load's metrics, by index.</param>
/// <param name="seed">Tells the keys of loads apart.</param>
public sealed class LoadBodies(IReadOnlyList<string> metricIds, ulong seed)
{
    private static readonly InstantPattern Timestamps = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>The external id of the customer with a rank.</summary>
    public static string CustomerName(int rank) => $"c-{rank:D6}";

    /// <summary>The idempotency key of an event.</summary>
    public string KeyOf(LoadEvent item) => $"{seed:x}-{item.Number:D8}";

    /// <summary>A body.</summary>
    /// <param name="events">1 to 1,000 deliveries.</param>
    public byte[] Write(IEnumerable<LoadEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("events");
            foreach (var item in events)
            {
                Write(json, item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter json, LoadEvent item)
    {
        var quantity = item.Kind == LoadEventKind.Malformed ? -item.Quantity : item.Quantity;
        json.WriteStartObject();
        json.WriteString("idempotencyKey", KeyOf(item));
        json.WriteString("customerId", CustomerName(item.Customer));
        json.WriteString("timestamp", Timestamps.Format(item.OccurredAt));
        json.WriteStartArray("properties");
        json.WriteStartObject();
        json.WriteString("billableMetricId", metricIds[item.Metric]);
        json.WriteString("quantity", quantity.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
