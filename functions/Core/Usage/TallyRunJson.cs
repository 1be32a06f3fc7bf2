using System.Text.Json;
using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>How the tally runs of a window stand in its document: by metric, each as an object.</summary>
internal static class TallyRunJson
{
    internal static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<TallyRun>> tallied)
    {
        writer.WriteStartObject("tallied"u8);
        foreach (var (metric, runs) in tallied)
        {
            writer.WriteStartArray(metric);
            foreach (var run in runs)
            {
                writer.WriteStartObject();
                ScalarJson.Write(writer, "from"u8, run.From);
                ScalarJson.Write(writer, "period"u8, run.Period);
                ScalarJson.Write(writer, "before"u8, run.Before);
                ScalarJson.Write(writer, "after"u8, run.After);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    internal static Dictionary<string, IReadOnlyList<TallyRun>> Read(ref Utf8JsonReader reader)
    {
        var tallied = new Dictionary<string, IReadOnlyList<TallyRun>>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var metric = reader.GetString()!;
            var runs = new List<TallyRun>();
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                runs.Add(ReadRun(ref reader));
            }

            tallied[metric] = runs;
        }

        return tallied;
    }

    private static TallyRun ReadRun(ref Utf8JsonReader reader)
    {
        LogPosition from = default;
        Instant period = default;
        decimal before = 0, after = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("from"u8))
            {
                from = ScalarJson.ReadPosition(ref reader);
            }
            else if (reader.ValueTextEquals("period"u8))
            {
                period = ScalarJson.ReadInstant(ref reader);
            }
            else if (reader.ValueTextEquals("before"u8))
            {
                before = ScalarJson.ReadDecimal(ref reader);
            }
            else
            {
                after = ScalarJson.ReadDecimal(ref reader);
            }
        }

        return new TallyRun(from, period, before, after);
    }
}
