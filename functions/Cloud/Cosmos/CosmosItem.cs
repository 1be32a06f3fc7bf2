using System.Text.Encodings.Web;
using System.Text.Json;
using Tallystick.Core.Storage;

namespace Tallystick.Cloud.Cosmos;

/// <summary>
/// A document as an item: <c>id</c>, <c>partition</c>, and its bytes in <c>body</c>, a string; where the string would be longer than in base 64, or the
/// bytes are no text, in <c>base64</c>.
/// </summary>
/// <remarks>
/// A string comes back as it was written; an object may come back with other spaces, escapes and numbers. In queries of an operator
/// <c>StringToObject(c.body)</c> is the object.
/// </remarks>
internal static class CosmosItem
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The item that a write leaves.</summary>
    public static MemoryStream Write(string partition, DocumentWrite write)
    {
        var body = write.Body.Span;
        var stream = new MemoryStream(body.Length + (body.Length / 2) + 256);
        using (var writer = new Utf8JsonWriter(stream, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, write.Id);
            writer.WriteString("partition"u8, partition);
            if (QuotedText.Of(body, Base64Length(body.Length)) is { } text)
            {
                writer.WritePropertyName("body"u8);
                writer.WriteRawValue(text, skipInputValidation: true);
            }
            else
            {
                writer.WriteBase64String("base64"u8, body);
            }

            writer.WriteEndObject();
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>The document of an item.</summary>
    /// <exception cref="DamagedStoreException">It is none: something else wrote into the container.</exception>
    public static StoredDocument Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Read(ref reader);
    }

    /// <summary>The document of the item whose start a reader stands on; it stands on the item's end then.</summary>
    /// <exception cref="DamagedStoreException">It is none.</exception>
    public static StoredDocument Read(ref Utf8JsonReader reader)
    {
        string? id = null, etag = null;
        byte[]? body = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("_etag"u8))
            {
                etag = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                body = NextBytes(ref reader);
            }
            else if (reader.ValueTextEquals("base64"u8))
            {
                reader.Read();
                body = reader.GetBytesFromBase64();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return id is null || etag is null || body is null
            ? throw new DamagedStoreException($"The item {id ?? "without an id"} in Cosmos DB is no document: something else wrote it.")
            : new StoredDocument(id, etag, body);
    }

    // With quotation marks, as the bound of the text has.
    private static long Base64Length(int length) => 2 + ((length + 2L) / 3 * 4);

    private static string? NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static byte[] NextBytes(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.ToArray();
        }

        var bytes = new byte[reader.ValueSpan.Length];
        return bytes.AsSpan(0, reader.CopyString(bytes)).ToArray();
    }
}
