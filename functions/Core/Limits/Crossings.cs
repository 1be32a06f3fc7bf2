using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Limits;

/// <summary>Which thresholds a customer is beyond. Pure: what is told already is not its matter, for the same crossing has the same id.</summary>
public static class Crossings
{
    /// <summary>The thresholds of a cap that are used up, in ascending order. Another amount makes other crossings of them.</summary>
    public static IEnumerable<Alert> OfCap(CapStanding standing, Id<Customer> customer, Instant now) =>
        from percent in standing.Cap.AlertAt
        where standing.Used > 0 && standing.Used * 100 >= standing.Cap.Amount * percent
        select Of(AlertKind.CapThreshold, standing.Cap.Id.ToString(), standing.Cap.Measure, customer, $"{percent} {DecimalJsonConverter.Format(standing.Cap.Amount)}", standing.Window, now) with
        {
            Threshold = Exact.Round(standing.Cap.Amount * percent / 100, Exact.MaxScale),
            Percent = percent,
            Value = standing.Used,
        };

    /// <summary>The alert of a threshold that so much in a window has reached; null below it.</summary>
    public static Alert? OfThreshold(AlertRule rule, Id<Customer> customer, Period window, decimal used, Instant now) =>
        used < rule.Threshold ? null : Of(rule, customer, "", window, now) with { Threshold = rule.Threshold, Value = used };

    /// <summary>The alert of a day whose use is at least the threshold, and more than the factor times the mean of the days before; null where it is not, and where there are none.</summary>
    /// <param name="rule">The rule of a spike.</param>
    /// <param name="customer">Whose use.</param>
    /// <param name="today">The day.</param>
    /// <param name="used">What was used on the days before, and last today.</param>
    /// <param name="now">The customer's time.</param>
    public static Alert? OfSpike(AlertRule rule, Id<Customer> customer, Period today, IReadOnlyList<decimal> used, Instant now)
    {
        if (used.Count < 2)
        {
            return null;
        }

        var mean = used.SkipLast(1).Sum() / (used.Count - 1);
        var from = Math.Max(rule.Threshold, Exact.Round(rule.Spike!.Factor * mean, Exact.MaxScale));
        return used[^1] < rule.Threshold || used[^1] <= rule.Spike.Factor * mean ? null : Of(rule, customer, "", today, now) with { Threshold = from, Value = used[^1] };
    }

    /// <summary>The alert of a balance that fell below its threshold for the so-manieth time.</summary>
    public static Alert OfBalance(AlertRule rule, Id<Customer> customer, BalanceWatch watch) =>
        Of(rule, customer, watch.Fallen.ToString(CultureInfo.InvariantCulture), window: null, watch.FellAt) with { Threshold = rule.Threshold, Value = watch.Available };

    private static Alert Of(AlertRule rule, Id<Customer> customer, string what, Period? window, Instant now) =>
        Of(rule.Kind, rule.Id.ToString(), rule.Measure, customer, what, window, now);

    private static Alert Of(AlertKind kind, string source, Measure measure, Id<Customer> customer, string what, Period? window, Instant now)
    {
        var crossing = SHA256.HashData(Encoding.UTF8.GetBytes($"{source} {window?.Start} {what}"));
        Span<char> suffix = stackalloc char[26];
        Base32.Write(BinaryPrimitives.ReadUInt128BigEndian(crossing), suffix);
        return new Alert
        {
            Id = Id<Alert>.Of($"{customer.Suffix}{suffix}"),
            Kind = kind,
            Source = source,
            CustomerId = customer,
            MetricId = measure.MetricId,
            Currency = measure.Currency,
            Window = window,
            Threshold = 0,
            Value = 0,
            At = now,
        };
    }
}
