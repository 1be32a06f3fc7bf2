namespace Tallystick.Tests.Simulation.Runs;

/// <summary>Sets of numbers as text: <c>1-4,7</c>.</summary>
internal static class Numbers
{
    /// <summary>The shortest text of a set.</summary>
    internal static string Format(IEnumerable<int> numbers)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var number in numbers.Order())
        {
            if (ranges.Count > 0 && ranges[^1].To == number - 1)
            {
                ranges[^1] = (ranges[^1].From, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(',', ranges.Select(range => range.From == range.To ? $"{range.From}" : $"{range.From}-{range.To}"));
    }

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    internal static IReadOnlySet<int> Parse(string text)
    {
        var numbers = new SortedSet<int>();
        foreach (var range in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-');
            numbers.UnionWith(Enumerable.Range(int.Parse(ends[0]), int.Parse(ends[^1]) - int.Parse(ends[0]) + 1));
        }

        return numbers;
    }
}
