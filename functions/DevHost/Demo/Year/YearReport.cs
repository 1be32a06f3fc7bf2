using NodaTime;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>Something that a company of the demo has used.</summary>
/// <param name="Company">Who.</param>
/// <param name="Key">The merchant's key for the report, unique for the company.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Type">What: one of the types of <see cref="YearUsage"/>.</param>
/// <param name="Data">How much, and of which kind.</param>
public sealed record YearReport(YearCompany Company, string Key, Instant OccurredAt, string Type, IReadOnlyDictionary<string, string> Data)
{
    /// <summary>A member of the data as a number.</summary>
    public decimal Number(string name) => decimal.Parse(Data[name]);
}
