using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tallystick.Http.Usage;

/// <summary>JSON without white space, for many values of a request in one buffer.</summary>
internal sealed class Minifier : IDisposable
{
    private const int FirstSize = 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> output = new(FirstSize);
    private readonly Utf8JsonWriter writer;

    internal Minifier() => writer = new Utf8JsonWriter(output, Options);

    /// <summary>The bytes of a value, which stay valid for ever; false where it holds a text that is not Unicode.</summary>
    internal bool TryMinify(JsonElement value, out ReadOnlyMemory<byte> json)
    {
        var start = output.WrittenCount;
        writer.Reset();
        try
        {
            value.WriteTo(writer);
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

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
