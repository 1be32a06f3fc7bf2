using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tallystick.Core.Usage;

/// <summary>
/// A hash of a collection of events that does not depend on their order: the sum, modulo 2²⁵⁶, of the keyed hashes of its members. The hashes of
/// two collections add up to the hash of both, so windows, groups and periods can be put together and taken apart.
/// </summary>
/// <remarks>MSet-Add-Hash of Clarke et al., "Incremental Multiset Hash Functions and Their Application to Memory Integrity Checking", 2003; it
/// needs a keyed hash of the members: see <see cref="ProofKey"/>. <c>default</c> is the hash of no events.</remarks>
[JsonConverter(typeof(HexJsonConverter))]
public readonly record struct MultisetHash(UInt128 High, UInt128 Low)
{
    /// <summary>How many bytes a hash has.</summary>
    public const int Size = 32;

    /// <summary>The hash of both collections.</summary>
    public static MultisetHash operator +(MultisetHash left, MultisetHash right)
    {
        unchecked
        {
            var low = left.Low + right.Low;
            return new(left.High + right.High + (low < left.Low ? UInt128.One : UInt128.Zero), low);
        }
    }

    /// <summary>The hash of the first collection without the second.</summary>
    public static MultisetHash operator -(MultisetHash left, MultisetHash right) =>
        left + new MultisetHash(~right.High, ~right.Low) + new MultisetHash(0, 1);

    /// <summary>The number that 32 bytes are, the most significant first.</summary>
    public static MultisetHash Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>Writes the number as 32 bytes, the most significant first.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; false where the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MultisetHash hash)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var isOne = text.Length == 2 * Size && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        hash = isOne ? Read(bytes) : default;
        return isOne;
    }

    /// <summary>64 hexadecimal digits, lower case.</summary>
    public override string ToString() => $"{High:x32}{Low:x32}";

    private sealed class HexJsonConverter : JsonConverter<MultisetHash>
    {
        public override MultisetHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var hash) ? hash : throw new JsonException("A hash of 64 hexadecimal digits is expected.");

        public override void Write(Utf8JsonWriter writer, MultisetHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
