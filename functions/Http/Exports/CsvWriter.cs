using System.Globalization;
using System.Text;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Http.Exports;

/// <summary>
/// Writes rows of comma-separated values as RFC 4180 has them, in UTF-8 with CR LF behind each row, some kilobytes at a time. Texts that a spreadsheet would
/// take for a formula get an apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection); numbers stay numbers.
/// </summary>
/// <param name="output">Where to. Nothing is sent before the first kilobytes are full, or the end is there.</param>
internal sealed class CsvWriter(Stream output)
{
    private const int FlushAt = 32 * 1024;

    private readonly StringBuilder buffer = new();
    private bool isFirst = true;

    /// <summary>A text that a merchant or a client wrote; an empty cell for none.</summary>
    public CsvWriter Text(string? value) => Cell(value is { Length: > 0 } text && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? $"'{value}" : value ?? "");

    /// <summary>An id or a word of this system.</summary>
    public CsvWriter Word<T>(T? value) => Cell(value?.ToString() ?? "");

    /// <summary>A quantity or an amount, with a point before its fraction.</summary>
    public CsvWriter Number(decimal? value) => Cell(value is { } number ? DecimalJsonConverter.Format(number) : "");

    /// <summary>An instant in UTC as ISO 8601 has it.</summary>
    public CsvWriter Time(Instant? value)
    {
        Span<byte> text = stackalloc byte[40];
        return Cell(value is { } instant ? Encoding.ASCII.GetString(text[..Timestamps.Format(instant, text)]) : "");
    }

    /// <summary>Ends a row.</summary>
    public async ValueTask EndRowAsync(CancellationToken cancellation)
    {
        buffer.Append("\r\n");
        isFirst = true;
        if (buffer.Length >= FlushAt)
        {
            await FlushAsync(cancellation);
        }
    }

    /// <summary>Sends what is not sent yet.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(buffer.ToString()), cancellation);
        buffer.Clear();
    }

    private CsvWriter Cell(string text)
    {
        buffer.Append(isFirst ? "" : ",");
        isFirst = false;
        if (text.AsSpan().ContainsAny(",\"\r\n"))
        {
            buffer.Append(CultureInfo.InvariantCulture, $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
        else
        {
            buffer.Append(text);
        }

        return this;
    }
}
