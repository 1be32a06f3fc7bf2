using NodaTime;
using Tallystick.DevHost.Load;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>What the companies of the demo use: more every month, less at weekends, in the working hours. A day is the same in every run, whenever it is played.</summary>
public static class YearUsage
{
    /// <summary>Programs that ran, with their seconds: reported by metric.</summary>
    public const string Submission = "submission";

    /// <summary>Tokens of a language model.</summary>
    public const string Inference = "inference.completed";

    /// <summary>Images that were made.</summary>
    public const string Images = "images.generated";

    /// <summary>Somebody who worked on a day.</summary>
    public const string Developer = "developer.active";

    /// <summary>Gigabytes that are kept.</summary>
    public const string Storage = "storage.measured";

    /// <summary>Gigabytes that were sent.</summary>
    public const string Transfer = "transfer.finished";

    private const decimal GrowthPerMonth = 0.07m;

    // Within these no billing period ends in the zones of the companies, nor in the hours of grace behind it: what is reported for a day is in time.
    private static readonly LocalTime Opening = new(6, 45);
    private static readonly int OpenSeconds = 14 * 3600;

    private static readonly string[] Languages = ["python", "javascript", "ruby", "rust", "haskell", "c++"];
    private static readonly string[] Models = ["small", "small", "small", "medium", "medium", "large"];
    private static readonly string[] Regions = ["eu-west", "us-east", "ap-south"];

    /// <summary>What a company uses in a span of time, in the order of time. The span is cut at whole days only by what has not occurred yet.</summary>
    public static IEnumerable<YearReport> Of(YearCompany company, LocalDate joined, Period span)
    {
        for (var day = LocalDate.Max(joined, span.Start.InUtc().Date); day.AtMidnight().InUtc().ToInstant() < span.End; day = day.PlusDays(1))
        {
            foreach (var report in OfDay(company, joined, day).Where(report => span.Contains(report.OccurredAt)).OrderBy(report => report.OccurredAt))
            {
                yield return report;
            }
        }
    }

    /// <summary>True for languages whose programs are compiled.</summary>
    public static bool IsPremium(string language) => language is "rust" or "haskell" or "c++";

    private static IEnumerable<YearReport> OfDay(YearCompany company, LocalDate joined, LocalDate day)
    {
        var random = new SeededRandom(((ulong)company.Number << 32) + (ulong)NodaTime.Period.DaysBetween(joined, day));
        var grown = 1 + (GrowthPerMonth * NodaTime.Period.DaysBetween(joined, day) / 30);
        var busy = company.Size * grown * Rhythm(day.DayOfWeek);
        var count = (int)(busy + (random.Next(1000) / 1000m));
        for (var index = 0; index < count; index++)
        {
            var (type, data) = Use(company, index, grown, random);
            yield return new YearReport(company, $"{type} {day:uuuu-MM-dd} {index + 1}", At(day, random), type, data);
        }

        foreach (var (type, data) in Daily(company, day, grown))
        {
            yield return new YearReport(company, $"{type} {day:uuuu-MM-dd} {string.Join(' ', data.Values)}", At(day, random), type, data);
        }
    }

    private static Instant At(LocalDate day, SeededRandom random) => (day + Opening).InUtc().ToInstant() + Duration.FromSeconds(random.Next(OpenSeconds));

    private static decimal Rhythm(IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Saturday => 0.4m,
        IsoDayOfWeek.Sunday => 0.3m,
        IsoDayOfWeek.Friday => 0.9m,
        IsoDayOfWeek.Tuesday or IsoDayOfWeek.Wednesday => 1.25m,
        _ => 1.1m,
    };

    private static (string Type, Dictionary<string, string> Data) Use(YearCompany company, int index, decimal grown, SeededRandom random)
    {
        switch (company.Plan)
        {
            case YearPlan.PayAsYouGo or YearPlan.Team:
                var programs = random.Next(40, 400);
                return (Submission, new()
                {
                    ["programs"] = $"{programs}",
                    ["seconds"] = $"{programs * random.Next(600, 1600) / 100m}",
                    ["language"] = Languages[random.Next(Languages.Length)],
                });
            case YearPlan.Artifacts:
                return (Transfer, new() { ["gigabytes"] = $"{random.Next(200, 9000) / 100m}", ["region"] = Regions[random.Next(Regions.Length)] });
            case YearPlan.Inference when index % 4 == 3:
                return (Images, new() { ["images"] = $"{random.Next(4, 40)}" });
            default:
                var most = company.Plan == YearPlan.Scale ? 4000 : 900;
                return (Inference, new()
                {
                    ["tokens"] = $"{(int)(random.Next(20, most) * grown) * 1000}",
                    ["model"] = Models[random.Next(Models.Length)],
                    ["region"] = Regions[random.Next(Regions.Length)],
                });
        }
    }

    private static IEnumerable<(string Type, Dictionary<string, string> Data)> Daily(YearCompany company, LocalDate day, decimal grown)
    {
        if (company.Plan == YearPlan.Artifacts)
        {
            yield return (Storage, new() { ["gigabytes"] = $"{(int)(400 * company.Size * grown) + day.DayOfYear}" });
        }

        // On Wednesdays everybody is there; on other days one of them is enough to tell that somebody was.
        var developers = company.Plan != YearPlan.Team || day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? 0
            : day.DayOfWeek == IsoDayOfWeek.Wednesday ? (int)(company.Size * 2 * grown) : 1;
        for (var number = 1; number <= developers; number++)
        {
            yield return (Developer, new() { ["developer"] = $"dev-{number:D2}" });
        }
    }
}
