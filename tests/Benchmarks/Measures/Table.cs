using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Measures;

/// <summary>A table in Markdown, on standard output.</summary>
internal static class Table
{
    internal static void Write(string[] heads, IEnumerable<string[]> rows)
    {
        Row(heads);
        Row([.. heads.Select((_, i) => i == 0 ? "---" : "---:")]);
        foreach (var row in rows)
        {
            Row(row);
        }
    }

    /// <summary>A number in a cell; a dash where there is none.</summary>
    internal static string Cell(double number, int digits = 0) =>
        double.IsNaN(number) ? "–" : number.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    internal static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static void Row(string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
