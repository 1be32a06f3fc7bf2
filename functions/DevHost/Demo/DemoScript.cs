using NodaTime;
using Tallystick.DevHost.Load;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.DevHost.Demo;

/// <summary>What happens in the demo: the same in every month of the same length.</summary>
public static class DemoScript
{
    /// <summary>How many submissions there are.</summary>
    public const int Count = 300;

    /// <summary>The longest that a submission may run, in seconds: money is held for so much.</summary>
    public const int MaxSeconds = 60;

    private const int RetriedPercent = 5;
    private const int PremiumPercent = 30;
    private static readonly string[] Basic = ["python", "javascript", "ruby"];
    private static readonly string[] Premium = ["rust", "haskell", "c++"];

    /// <summary>The last month that is over.</summary>
    public static Period MonthBefore(Instant now)
    {
        var date = now.InUtc().Date;
        var first = new LocalDate(date.Year, date.Month, 1);
        return new Period(StartOf(first.PlusMonths(-1)), StartOf(first));

        static Instant StartOf(LocalDate day) => day.AtMidnight().InUtc().ToInstant();
    }

    /// <summary>The submissions of a month, in their order.</summary>
    public static IReadOnlyList<DemoSubmission> Submissions(Period month)
    {
        var random = new SeededRandom(1);
        var step = (month.End - month.Start) / Count;
        return [.. Enumerable.Range(0, Count).Select(index => Submission(random, index + 1, month.Start + (step * index)))];
    }

    private static DemoSubmission Submission(SeededRandom random, int number, Instant start)
    {
        var isPremium = random.Next(100) < PremiumPercent;
        var language = isPremium ? Premium[random.Next(Premium.Length)] : Basic[random.Next(Basic.Length)];
        return new DemoSubmission(
            number,
            start + Duration.FromSeconds(random.Next(3600)),
            language,
            isPremium,
            Programs: random.Next(1, 9),
            Seconds: random.Next(100, MaxSeconds * 1000) / 1000m,
            IsRetried: random.Next(100) < RetriedPercent);
    }
}
