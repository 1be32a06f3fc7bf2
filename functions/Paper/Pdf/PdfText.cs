using System.Globalization;
using System.Text;

namespace Tallystick.Paper.Pdf;

/// <summary>How values are written in PDF. See ISO 32000-1, 7.3.</summary>
internal static class PdfText
{
    /// <summary>A number of points, to a hundredth.</summary>
    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A text that people read: in UTF-16.</summary>
    internal static string Text(string value) => $"<{Convert.ToHexString([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(value)])}>";

    /// <summary>Bytes.</summary>
    internal static string Bytes(ReadOnlySpan<byte> value) => $"<{Convert.ToHexString(value)}>";

    /// <summary>A moment, in UTC.</summary>
    internal static string Time(DateTimeOffset value) => $"(D:{value.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z)";

    /// <summary>A reference to an object.</summary>
    internal static string To(int id) => $"{id} 0 R";

    /// <summary>References to objects.</summary>
    internal static string To(IEnumerable<int> ids) => $"[{string.Join(' ', ids.Select(To))}]";
}
