using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Tallystick.Tests.Cloud.Tests.Capture;

/// <summary>Writes Avro object container files (https://avro.apache.org/docs/1.11.1/specification/#object-container-files).</summary>
internal sealed class AvroWriter
{
    private static readonly byte[] Sync = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private readonly ArrayBufferWriter<byte> file = new();
    private readonly ArrayBufferWriter<byte> block = new();
    private readonly bool isDeflated;
    private long records;

    public AvroWriter(string schema, string codec = "null")
    {
        isDeflated = codec == "deflate";
        file.Write("Obj\u0001"u8);
        WriteLong(file, 2);
        WriteText(file, "avro.codec");
        WriteText(file, codec);
        WriteText(file, "avro.schema");
        WriteText(file, schema);
        WriteLong(file, 0);
        file.Write(Sync);
    }

    /// <summary>Where the block is written to that is under way.</summary>
    public IBufferWriter<byte> Block => block;

    public static void WriteLong(IBufferWriter<byte> to, long value)
    {
        for (var bits = unchecked((ulong)((value << 1) ^ (value >> 63))); ;)
        {
            var one = (byte)(bits & 0x7F);
            bits >>= 7;
            to.Write([bits == 0 ? one : (byte)(one | 0x80)]);
            if (bits == 0)
            {
                return;
            }
        }
    }

    public static void WriteText(IBufferWriter<byte> to, string text) => WriteBytes(to, Encoding.UTF8.GetBytes(text));

    public static void WriteBytes(IBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        WriteLong(to, bytes.Length);
        to.Write(bytes);
    }

    public void EndRecord() => records++;

    public void EndBlock()
    {
        var data = isDeflated ? Deflate(block.WrittenSpan) : block.WrittenSpan.ToArray();
        WriteLong(file, records);
        WriteBytes(file, data);
        file.Write(Sync);
        block.Clear();
        records = 0;
    }

    public byte[] ToArray() => file.WrittenSpan.ToArray();

    private static byte[] Deflate(ReadOnlySpan<byte> data)
    {
        var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Optimal))
        {
            deflate.Write(data);
        }

        return deflated.ToArray();
    }
}
