using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tallystick.Http.Usage;

/// <summary>JSON without white space, every text in the one way of writing it, for many values of a request in one buffer.</summary>
internal sealed class Minifier : IDisposable
{
    private const int FirstSize = 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ArrayBufferWriter<byte>? output;
    private Utf8JsonWriter? writer;

    /// <summary>The bytes of a value, which stay valid as long as the value's own; false where it holds a text that is not Unicode.</summary>
    internal bool TryMinify(JsonSlice value, out ReadOnlyMemory<byte> json)
    {
        // What is all visible is minified already.
        json = value.Bytes;
        return value.IsVisible || TryWrite(value, out json);
    }

    /// <inheritdoc/>
    public void Dispose() => writer?.Dispose();

    private bool TryWrite(JsonSlice value, out ReadOnlyMemory<byte> json)
    {
        output ??= new ArrayBufferWriter<byte>(FirstSize);
        writer ??= new Utf8JsonWriter(output, Options);
        var start = output.WrittenCount;
        writer.Reset();
        using var document = JsonDocument.Parse(value.Bytes.AsMemory());
        try
        {
            document.RootElement.WriteTo(writer);
            writer.Flush();
            json = output.WrittenMemory[start..];
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // What was written before the bad text is left in the buffer, part of no value.
            writer.Reset();
            json = default;
            return false;
        }
    }
}
