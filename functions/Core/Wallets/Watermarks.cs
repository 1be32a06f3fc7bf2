using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Wallets;

/// <summary>How far each partition of each log has been folded in. Immutable, equal by content.</summary>
[JsonConverter(typeof(WatermarksJsonConverter))]
public sealed class Watermarks : IEquatable<Watermarks>
{
    private readonly ImmutableSortedDictionary<string, LogPosition> positions;

    private Watermarks(ImmutableSortedDictionary<string, LogPosition> positions) => this.positions = positions;

    /// <summary>Nothing has been folded in.</summary>
    public static Watermarks None { get; } = new(ImmutableSortedDictionary.Create<string, LogPosition>(StringComparer.Ordinal));

    /// <summary>True for a position that is at or below the mark of its partition: it is in the fold already.</summary>
    public bool Covers(LogPosition position) => positions.TryGetValue(KeyOf(position), out var mark) && position.CompareTo(mark) <= 0;

    /// <summary>The mark of the position's partition moved up to it; the same marks where it is covered.</summary>
    public Watermarks Advance(LogPosition position) => Covers(position) ? this : new(positions.SetItem(KeyOf(position), position));

    /// <inheritdoc/>
    public bool Equals(Watermarks? other) => other is not null && positions.SequenceEqual(other.positions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Watermarks);

    /// <inheritdoc/>
    public override int GetHashCode() => positions.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Value));

    /// <summary>The marks, with commas between.</summary>
    public override string ToString() => string.Join(", ", positions.Values);

    private static string KeyOf(LogPosition position) => $"{position.Log}.{position.Partition}";

    private sealed class WatermarksJsonConverter : JsonConverter<Watermarks>
    {
        public override Watermarks Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? [])
                .Values.Aggregate(None, (marks, text) => marks.Advance(PositionOf(text)));

        public override void Write(Utf8JsonWriter writer, Watermarks value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, position) in value.positions)
            {
                writer.WriteString(key, position.ToString());
            }

            writer.WriteEndObject();
        }

        private static LogPosition PositionOf(string text) =>
            LogPosition.TryParse(text, out var position) ? position : throw new JsonException($"'{text}' is not a position in the log.");
    }
}
