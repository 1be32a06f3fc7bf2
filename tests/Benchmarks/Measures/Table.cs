using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Measures;

/// <summary>A table in Markdown, on standard output.</summary>
internal static class Table
{
    internal static void Write(string[] heads, IEnumerable<string[]> rows)
    {
        Head(heads);
        foreach (var row in rows)
        {
            Row(row);
        }
    }

    /// <summary>Begins a table whose rows are written one by one.</summary>
    internal static void Head(string[] heads)
    {
        Row(heads);
        Row([.. heads.Select((_, i) => i == 0 ? "---" : "---:")]);
    }

    /// <summary>A row of a table that was begun.</summary>
    internal static void Row(string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>A number in a cell; a dash where there is none.</summary>
    internal static string Cell(double number, int digits = 0) =>
        double.IsNaN(number) ? "–" : number.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    internal static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
