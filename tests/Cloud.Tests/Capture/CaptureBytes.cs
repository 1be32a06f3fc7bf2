using System.Buffers;
using System.Globalization;
using Azure.Messaging.EventHubs;

namespace Tallystick.Tests.Cloud.Tests.Capture;

/// <summary>
/// The bytes of a file of Event Hubs Capture. Schema and forms of values are those of files that the service wrote, as published: a time is
/// <c>11/16/2016 4:44:11 PM</c>, whole seconds; later files have <c>null</c> among the types of a property.
/// </summary>
internal static class CaptureBytes
{
    public const string Schema =
        """
        {"type":"record","name":"EventData","namespace":"Microsoft.ServiceBus.Messaging","fields":[{"name":"SequenceNumber","type":"long"},{"name":"Offset","type":"string"},{"name":"EnqueuedTimeUtc","type":"string"},{"name":"SystemProperties","type":{"type":"map","values":["long","double","string","bytes"]}},{"name":"Properties","type":{"type":"map","values":["long","double","string","bytes","null"]}},{"name":"Body","type":["null","bytes"]}]}
        """;

    /// <summary>The form of times that the service writes.</summary>
    public const string TimeForm = "M/d/yyyy h:mm:ss tt";

    public static byte[] Of(IEnumerable<EventData> events, string codec = "null", int perBlock = 3, string timeForm = TimeForm, string schema = Schema)
    {
        var writer = new AvroWriter(schema, codec);
        foreach (var some in events.Chunk(perBlock))
        {
            foreach (var data in some)
            {
                Write(writer.Block, data, timeForm);
                writer.EndRecord();
            }

            writer.EndBlock();
        }

        return writer.ToArray();
    }

    private static void Write(IBufferWriter<byte> to, EventData data, string timeForm)
    {
        AvroWriter.WriteLong(to, data.SequenceNumber);
        AvroWriter.WriteText(to, data.OffsetString);
        AvroWriter.WriteText(to, data.EnqueuedTime.UtcDateTime.ToString(timeForm, CultureInfo.InvariantCulture));
        WriteMap(to, new Dictionary<string, object> { ["x-opt-publisher"] = "buddy1234" });
        WriteMap(to, data.Properties);
        AvroWriter.WriteLong(to, 1);
        AvroWriter.WriteBytes(to, data.EventBody);
    }

    private static void WriteMap(IBufferWriter<byte> to, IDictionary<string, object> map)
    {
        if (map.Count > 0)
        {
            AvroWriter.WriteLong(to, map.Count);
            foreach (var (key, value) in map)
            {
                AvroWriter.WriteText(to, key);
                WriteValue(to, value);
            }
        }

        AvroWriter.WriteLong(to, 0);
    }

    private static void WriteValue(IBufferWriter<byte> to, object? value)
    {
        switch (value)
        {
            case long number:
                AvroWriter.WriteLong(to, 0);
                AvroWriter.WriteLong(to, number);
                break;
            case double number:
                AvroWriter.WriteLong(to, 1);
                to.Write(BitConverter.GetBytes(number));
                break;
            case string text:
                AvroWriter.WriteLong(to, 2);
                AvroWriter.WriteText(to, text);
                break;
            case byte[] bytes:
                AvroWriter.WriteLong(to, 3);
                AvroWriter.WriteBytes(to, bytes);
                break;
            default:
                AvroWriter.WriteLong(to, 4);
                break;
        }
    }
}
