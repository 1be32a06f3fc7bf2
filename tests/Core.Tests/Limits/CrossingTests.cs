using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Limits;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Limits;

public class CrossingTests
{
    private static readonly Period Today = new(Noon - Duration.FromHours(12), Noon + Duration.FromHours(12));

    [Theory]
    [InlineData(0, "10", "")]
    [InlineData(4.999, "10", "")]
    [InlineData(5, "10", "50")]
    [InlineData(7.999, "10", "50")]
    [InlineData(8, "10", "50,80")]
    [InlineData(25, "10", "50,80,100")]
    [InlineData(0, "0", "")]
    [InlineData(0.1, "0", "50,80,100")]
    public void A_cap_tells_each_threshold_from_the_use_on_that_reaches_it(double used, string amount, string percents)
    {
        var standing = new CapStanding(CapOf(decimal.Parse(amount, null)), Today, (decimal)used, 3, new HashSet<string>());

        Assert.Equal(percents, string.Join(',', Crossings.OfCap(standing, UsageSample.Customer, Noon).Select(alert => alert.Percent)));
    }

    [Fact]
    public void A_crossing_has_one_id_and_another_in_another_window_at_another_amount_and_for_another_threshold()
    {
        Id<Alert>[] IdsOf(decimal amount, Period window, decimal used) =>
            [.. Crossings.OfCap(new CapStanding(CapOf(amount), window, used, 0, new HashSet<string>()), UsageSample.Customer, Noon).Select(alert => alert.Id)];
        var tomorrow = new Period(Today.End, Today.End + Duration.FromDays(1));

        Assert.Equal(IdsOf(10, Today, 10), IdsOf(10, Today, 12));
        Assert.Distinct([.. IdsOf(10, Today, 10), .. IdsOf(10, tomorrow, 10), .. IdsOf(9, Today, 10)]);
    }

    [Theory]
    [InlineData("", 100, false)]
    [InlineData("0", 19, false)]
    [InlineData("0", 20, true)]
    [InlineData("10,20", 45, false)]
    [InlineData("10,20", 45.1, true)]
    [InlineData("1,1", 19, false)]
    public void A_spike_is_more_than_the_factor_times_the_mean_and_at_least_the_threshold(string before, double today, bool isSpike)
    {
        decimal[] used = [.. before.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(day => decimal.Parse(day, null)), (decimal)today];
        var rule = new AlertRule
        {
            Id = Id<AlertRule>.Of("1"),
            Kind = AlertKind.UsageSpike,
            Measure = new Measure { Kind = MeasureKind.Quantity, MetricId = Id<Metric>.Of("1") },
            Threshold = 20,
            Spike = new SpikeTerms(3, 2),
            CreatedAt = Noon,
        };

        Assert.Equal(isSpike, Crossings.OfSpike(rule, UsageSample.Customer, Today, used, Noon) is not null);
    }

    private static Cap CapOf(decimal amount) => new()
    {
        Id = Id<Cap>.Of("1"),
        Measure = new Measure { Kind = MeasureKind.Quantity, MetricId = Id<Metric>.Of("1"), Window = MeasureWindow.Day },
        Amount = amount,
        AlertAt = new([50, 80, 100]),
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };
}
