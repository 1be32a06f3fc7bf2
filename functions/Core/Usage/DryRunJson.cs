using System.Text.Json;

namespace Tallystick.Core.Usage;

/// <summary>How the dry runs of a window stand in its document: by metric, each as an object.</summary>
internal static class DryRunJson
{
    internal static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<DryRun>> dry)
    {
        writer.WriteStartObject("dry"u8);
        foreach (var (metric, runs) in dry)
        {
            writer.WriteStartArray(metric);
            foreach (var run in runs)
            {
                writer.WriteStartObject();
                ScalarJson.Write(writer, "from"u8, run.From);
                ScalarJson.Write(writer, "owed"u8, run.Owed);
                if (run.Until is { } until)
                {
                    ScalarJson.Write(writer, "until"u8, until);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    internal static Dictionary<string, IReadOnlyList<DryRun>> Read(ref Utf8JsonReader reader)
    {
        var dry = new Dictionary<string, IReadOnlyList<DryRun>>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var metric = reader.GetString()!;
            var runs = new List<DryRun>();
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                runs.Add(ReadRun(ref reader));
            }

            dry[metric] = runs;
        }

        return dry;
    }

    private static DryRun ReadRun(ref Utf8JsonReader reader)
    {
        LogPosition from = default;
        LogPosition? until = null;
        decimal owed = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("from"u8))
            {
                from = ScalarJson.ReadPosition(ref reader);
            }
            else if (reader.ValueTextEquals("owed"u8))
            {
                owed = ScalarJson.ReadDecimal(ref reader);
            }
            else
            {
                until = ScalarJson.ReadPosition(ref reader);
            }
        }

        return new DryRun(from, owed, until);
    }
}
