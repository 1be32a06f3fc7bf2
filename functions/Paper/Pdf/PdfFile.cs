using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Tallystick.Paper.Pdf;

/// <summary>
/// The objects of a file. What is no stream itself is packed into compressed streams, and so is the table of where objects are: a structure of ten thousand elements
/// is small. The same objects make the same bytes.
/// </summary>
/// <remarks>See ISO 32000-1, 7.5: file structure, object streams, cross-reference streams.</remarks>
internal sealed class PdfFile
{
    private const int ObjectsPerStream = 200;
    private const int BytesOfOffset = 5;
    private const int EntryLength = 1 + BytesOfOffset + 2;
    private const byte InFile = 1;
    private const byte InStream = 2;
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly Dictionary<int, (byte Kind, long Place, int Index)> places = [];
    private readonly List<(int Id, string Body)> waiting = [];
    private int last;

    /// <summary>Begins a file.</summary>
    internal PdfFile() => Write("%PDF-1.7\n%âãÏÓ\n");

    /// <summary>A number for an object that is written later.</summary>
    internal int Reserve() => ++last;

    /// <summary>Writes an object of its own number.</summary>
    internal int Add(string body)
    {
        var id = Reserve();
        Put(id, body);
        return id;
    }

    /// <summary>Writes an object.</summary>
    internal void Put(int id, string body)
    {
        waiting.Add((id, body));
        if (waiting.Count == ObjectsPerStream)
        {
            Pack();
        }
    }

    /// <summary>Writes a stream.</summary>
    /// <param name="entries">What stands in its dictionary besides length and filter.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="compress">False for what programs look for in the file as it is.</param>
    internal int AddStream(string entries, ReadOnlySpan<byte> content, bool compress = true)
    {
        var id = Reserve();
        PutStream(id, entries, content, compress);
        return id;
    }

    /// <summary>Ends the file.</summary>
    /// <param name="catalog">The object that all others are reached from.</param>
    /// <param name="information">The object that says what the file is.</param>
    internal byte[] Finish(int catalog, int information)
    {
        Pack();
        var id = PdfText.Bytes(SHA256.HashData(bytes.WrittenSpan).AsSpan(0, 16));
        var table = Reserve();
        var start = bytes.WrittenCount;
        places[table] = (InFile, start, 0);
        var entries = new byte[(last + 1) * EntryLength];
        BinaryPrimitives.WriteUInt16BigEndian(entries.AsSpan(EntryLength - 2), ushort.MaxValue);
        foreach (var (number, (kind, place, index)) in places)
        {
            var entry = entries.AsSpan(number * EntryLength, EntryLength);
            entry[0] = kind;
            entry[1] = (byte)(place >> 32);
            BinaryPrimitives.WriteUInt32BigEndian(entry[2..], (uint)(place & uint.MaxValue));
            BinaryPrimitives.WriteUInt16BigEndian(entry[(1 + BytesOfOffset)..], (ushort)index);
        }

        PutStream(
            table,
            $"/Type /XRef /Size {last + 1} /W [1 {BytesOfOffset} 2] /Root {PdfText.To(catalog)} /Info {PdfText.To(information)} /ID [{id} {id}]",
            entries);
        Write(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n"));
        return bytes.WrittenSpan.ToArray();
    }

    private void Pack()
    {
        if (waiting.Count == 0)
        {
            return;
        }

        var stream = Reserve();
        var (index, bodies) = (new StringBuilder(), new StringBuilder());
        foreach (var (place, (id, body)) in waiting.Index())
        {
            places[id] = (InStream, stream, place);
            index.Append(CultureInfo.InvariantCulture, $"{id} {bodies.Length} ");
            bodies.Append(body).Append('\n');
        }

        PutStream(stream, $"/Type /ObjStm /N {waiting.Count} /First {index.Length}", Encoding.Latin1.GetBytes(index.Append(bodies).ToString()));
        waiting.Clear();
    }

    private void PutStream(int id, string entries, ReadOnlySpan<byte> content, bool compress = true)
    {
        var kept = compress ? Compress(content) : content;
        places[id] = (InFile, bytes.WrittenCount, 0);
        Write($"{id} 0 obj\n<<{entries} /Length {kept.Length}{(compress ? " /Filter /FlateDecode" : "")}>>\nstream\n");
        bytes.Write(kept);
        Write("\nendstream\nendobj\n");
    }

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }

    private void Write(string text) => bytes.Write(Encoding.Latin1.GetBytes(text));
}
