using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Tallystick.Core.Billing;

/// <summary>How long a billing period is: one of the ISO 8601 durations P1D, P1W, P1M, P3M, P1Y.</summary>
/// <remarks><c>default</c> is no cadence: it prints as the empty text and cannot be counted with.</remarks>
[JsonConverter(typeof(BillingCadenceJsonConverter))]
public readonly record struct BillingCadence
{
    private readonly string? text;

    private BillingCadence(string text, int months, int days)
    {
        this.text = text;
        Months = months;
        Days = days;
    }

    /// <summary>P1D: a calendar day, which may have 23 or 25 hours.</summary>
    public static BillingCadence Day { get; } = new("P1D", 0, 1);

    /// <summary>P1W: seven calendar days.</summary>
    public static BillingCadence Week { get; } = new("P1W", 0, 7);

    /// <summary>P1M: a calendar month.</summary>
    public static BillingCadence Month { get; } = new("P1M", 1, 0);

    /// <summary>P3M: three calendar months.</summary>
    public static BillingCadence Quarter { get; } = new("P3M", 3, 0);

    /// <summary>P1Y: twelve calendar months.</summary>
    public static BillingCadence Year { get; } = new("P1Y", 12, 0);

    /// <summary>All that there are, shortest first.</summary>
    public static IReadOnlyList<BillingCadence> All { get; } = [Day, Week, Month, Quarter, Year];

    /// <summary>Whole months; 0 for cadences of days.</summary>
    internal int Months { get; }

    /// <summary>Days; 0 for cadences of months.</summary>
    internal int Days { get; }

    /// <summary>Reads a duration.</summary>
    /// <exception cref="FormatException">It is none of the five.</exception>
    public static BillingCadence Parse(string text) =>
        TryParse(text, out var cadence) ? cadence : throw new FormatException($"'{text}' is not a billing cadence: P1D, P1W, P1M, P3M or P1Y.");

    /// <summary>Reads a duration; false where it is none of the five.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BillingCadence cadence)
    {
        cadence = All.FirstOrDefault(known => known.text == text);
        return text is not null && cadence != default;
    }

    /// <summary>The ISO 8601 duration.</summary>
    public override string ToString() => text ?? "";

    /// <summary>The wall time some cadences after an anchor; a day that the month lacks becomes the month's last.</summary>
    internal LocalDateTime After(LocalDateTime anchor, int count) =>
        Months > 0 ? anchor.PlusMonths(count * Months) : anchor.PlusDays(count * Days);

    /// <summary>The day at or before a date at which a period in step with the calendar begins: weeks on Mondays (ISO 8601), quarters from January on.</summary>
    internal LocalDate AlignedAt(LocalDate date) => Months > 0
        ? new LocalDate(date.Year, date.Month - ((date.Month - 1) % Months), 1)
        : date.PlusDays(Days == 7 ? 1 - (int)date.DayOfWeek : 0);

    /// <summary>About how many cadences lie between two dates: at most one too many.</summary>
    internal int CountBetween(LocalDate from, LocalDate to) =>
        Months > 0
            ? (((to.Year - from.Year) * 12) + to.Month - from.Month) / Months
            : NodaTime.Period.DaysBetween(from, to) / Days;

    private sealed class BillingCadenceJsonConverter : JsonConverter<BillingCadence>
    {
        public override BillingCadence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var cadence) ? cadence : throw new JsonException("P1D, P1W, P1M, P3M or P1Y is expected.");

        public override void Write(Utf8JsonWriter writer, BillingCadence value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
