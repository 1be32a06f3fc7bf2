using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>How an invoice prints numbers and times.</summary>
/// <param name="currency">The currency of the amounts.</param>
/// <param name="zone">The zone of the times.</param>
internal sealed class InvoicePrinter(Currency currency, DateTimeZone zone)
{
    private static readonly ZonedDateTimePattern TimePattern =
        ZonedDateTimePattern.CreateWithInvariantCulture("d MMMM uuuu, HH:mm o<g>", DateTimeZoneProviders.Tzdb);

    /// <summary>An amount with all digits of the minor unit: 1,234.50.</summary>
    internal string Money(decimal amount) => amount.ToString($"N{currency.MinorUnitDigits}", CultureInfo.InvariantCulture);

    /// <summary>A wall time with its offset from UTC: 1 February 2026, 00:00 -05.</summary>
    internal string Time(Instant instant) => TimePattern.Format(instant.InZone(zone));

    /// <summary>A stretch of time by its two ends.</summary>
    internal string Span(Period period) => $"{Time(period.Start)} up to {Time(period.End)}";

    /// <summary>A quantity or unit price with the digits that it has, and no more.</summary>
    internal static string Number(decimal value) => value.ToString("#,0.#########", CultureInfo.InvariantCulture);

    /// <summary>A fraction as a percentage: 19 %.</summary>
    internal static string Percent(decimal rate) => Number(rate * 100) + " %";

    /// <summary>A stretch of the log: log.partition:from-to.</summary>
    internal static string Range(PositionRange range) => $"{range.Log}.{range.Partition}:{range.FromSequence}-{range.ToSequence}";
}
