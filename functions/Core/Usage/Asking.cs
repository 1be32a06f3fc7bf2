namespace Tallystick.Core.Usage;

/// <summary>What the wallet is asked for an event, reading by reading; below 0 where a period comes to less with the event. Pure.</summary>
internal sealed class Asking
{
    private readonly IReadOnlyList<Reading> readings;
    private readonly decimal[] asked;
    private readonly decimal[] forgiven;

    private Asking(IReadOnlyList<Reading> readings, decimal[] asked) => (this.readings, this.asked, forgiven) = (readings, asked, new decimal[asked.Length]);

    /// <summary>What is to be paid, 0 or more.</summary>
    internal decimal Amount => asked.Where(one => one > 0).Sum();

    /// <summary>What is given back of what is owed, 0 or more.</summary>
    internal decimal Forgiven => forgiven.Sum();

    /// <summary>What is given back to the balance, 0 or more.</summary>
    internal decimal Refund => -asked.Where(one => one < 0).Sum() - Forgiven;

    /// <summary>What is asked for an event.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="readings">What it measures.</param>
    /// <param name="moves">How it moves tallies: what that comes to is asked for the first reading of a metric.</param>
    /// <param name="terms">What it is charged on.</param>
    internal static Asking Of(Delivery delivery, IReadOnlyList<Reading> readings, IReadOnlyList<TallyMove> moves, AccountTerms terms)
    {
        var charges = new decimal[readings.Count];
        for (var i = 0; i < charges.Length; i++)
        {
            charges[i] = terms.ChargeFor(readings[i], delivery.Usage!, delivery.EnqueuedAt);
        }

        return new Asking(readings, charges).Add(moves);
    }

    /// <summary>What is asked for a correction: what it measures, and, with what it takes away, the metrics that it measures no more.</summary>
    internal static Asking OfCorrection(CountedUsage correction, IReadOnlyList<TallyMove> moves, AccountTerms terms)
    {
        List<Reading> own = [.. correction.Readings.Select(charged => charged.Reading)];
        List<Reading> gone =
        [
            .. correction.Corrects!.Readings.Select(charged => charged.Reading).DistinctBy(reading => reading.Metric.Id)
                .Where(reading => own.TrueForAll(other => other.Metric.Id != reading.Metric.Id)),
        ];
        var charges = own.Select(reading => terms.ChargeFor(reading, correction.Usage, correction.Delivery.EnqueuedAt));
        return new Asking([.. own, .. gone], [.. charges, .. gone.Select(_ => 0m)]).Add(moves);
    }

    /// <summary>Takes what is given back off what is owed, as far as that goes.</summary>
    /// <param name="owed">What is owed for a metric, 0 or more.</param>
    internal void Forgive(Func<string, decimal> owed)
    {
        for (var i = 0; i < asked.Length; i++)
        {
            if (asked[i] < 0)
            {
                forgiven[i] = Math.Min(Math.Max(0, owed(readings[i].Metric.Id.ToString())), -asked[i]);
            }
        }
    }

    /// <summary>Spreads what was paid over the readings: the first are paid first.</summary>
    /// <param name="paid">What was paid of <see cref="Amount"/>.</param>
    internal ChargedReading[] Spread(decimal paid)
    {
        var charged = new ChargedReading[asked.Length];
        for (var i = 0; i < charged.Length; i++)
        {
            if (asked[i] < 0)
            {
                charged[i] = new ChargedReading(readings[i], asked[i] + forgiven[i], -forgiven[i]);
                continue;
            }

            var part = Math.Min(paid, asked[i]);
            paid -= part;
            charged[i] = new ChargedReading(readings[i], part, asked[i] - part);
        }

        return charged;
    }

    /// <summary>What was paid for each reading of an event that is folded in already: its window says where the wallet did not pay.</summary>
    /// <param name="position">Where the event stands.</param>
    /// <param name="dry">Where the wallet did not pay, by metric, of the window that it is folded into; null where it always did.</param>
    internal ChargedReading[] Told(LogPosition position, IReadOnlyDictionary<string, IReadOnlyList<DryRun>>? dry)
    {
        var charged = new ChargedReading[asked.Length];
        foreach (var ofMetric in Enumerable.Range(0, asked.Length).GroupBy(i => readings[i].Metric.Id))
        {
            var metric = new Asking([.. ofMetric.Select(i => readings[i])], [.. ofMetric.Select(i => asked[i])]);
            var sum = metric.asked.Sum();
            var owed = DryRun.OwedFor(dry?.GetValueOrDefault(ofMetric.Key.ToString()) ?? [], position, sum);
            metric.Forgive(_ => -owed);
            foreach (var (i, told) in ofMetric.Zip(metric.Spread(Math.Max(0, sum - owed))))
            {
                charged[i] = told;
            }
        }

        return charged;
    }

    private Asking Add(IReadOnlyList<TallyMove> moves)
    {
        foreach (var move in moves)
        {
            for (var i = 0; i < asked.Length; i++)
            {
                if (readings[i].Metric.Id.ToString() == move.Metric)
                {
                    asked[i] += move.Asked;
                    break;
                }
            }
        }

        return this;
    }
}
