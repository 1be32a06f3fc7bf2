using NodaTime;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Grants;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class RolloverTests
{
    private static readonly Instant April = Instant.FromUtc(2026, 4, 1, 12, 0);

    // 10 a month; what is left of it; the bounds; then what there is in April, what expired, and what was granted in all.
    [Theory]
    [InlineData(4, 0, 0, 10, 4, 20)]
    [InlineData(4, 0, 3, 13, 1, 20)]
    [InlineData(4, 0, 9, 14, 0, 20)]
    [InlineData(4, 2, 3, 13, 1, 20)]
    [InlineData(4, 4, 4, 14, 0, 20)]
    [InlineData(4, 5, 8, 15, 0, 21)]
    [InlineData(0, 0, 5, 10, 0, 20)]
    [InlineData(0, 2, 5, 12, 0, 22)]
    [InlineData(10, 0, 5, 15, 5, 20)]
    public void At_the_end_of_an_interval_what_is_left_goes_on_between_the_bounds(int left, int minimum, int maximum, int available, int expired, int granted)
    {
        var used = WalletDecisions.PayInvoice(Grants.WalletWith(0, Monthly(10, minimum, maximum)), "inv_1", 10 - left, Noon).OrThrow().Wallet;

        var april = WalletTime.At(used, April);

        Assert.Equal((available, expired, granted), (april.Available, april.Expired, april.Funded));
        Assert.Equal(new LotId(Of(1).Id, 1), Assert.Single(april.Lots).Id);
    }

    [Fact]
    public void Each_month_begins_where_the_one_before_ends_by_the_calendar_of_the_customer()
    {
        // In New York the clocks go forward on 8 March: 07:00 there is noon UTC before, and 11:00 UTC after.
        var wallet = Grants.WalletWith(0, Monthly(10, zone: "America/New_York") with { EffectiveAt = Instant.FromUtc(2026, 2, 28, 12, 0) });
        var boundary = Instant.FromUtc(2026, 3, 28, 11, 0);

        Assert.Equal(boundary, Assert.Single(wallet.Lots).ExpiresAt);
        Assert.Equal(0, WalletTime.At(wallet, boundary - Duration.Epsilon).Expired);
        Assert.Equal((10, 10), (WalletTime.At(wallet, boundary).Expired, WalletTime.At(wallet, boundary).Available));
    }

    [Fact]
    public void No_interval_begins_at_the_end_or_after_it_and_the_last_one_is_whole()
    {
        var wallet = Grants.WalletWith(0, Monthly(10, endsAt: April));

        Assert.Empty(wallet.Coming);
        Assert.Equal(10, WalletTime.At(wallet, April - Duration.Epsilon).Available);
        Assert.Equal((0, 10), (WalletTime.At(wallet, April).Available, WalletTime.At(wallet, April).Funded));
    }

    [Fact]
    public void A_year_late_or_month_by_month_comes_to_the_same()
    {
        var wallet = WalletDecisions.PayInvoice(Grants.WalletWith(3, Monthly(10, 1, 4), Of(2, "b", expiresAt: April)), "inv_1", 6, Noon).OrThrow().Wallet;
        var step = wallet;
        for (var now = Noon; now <= Noon + Duration.FromDays(365); now += Duration.FromDays(7))
        {
            step = WalletTime.At(step, now);
        }

        Assert.Equal(step, WalletTime.At(wallet, Noon + Duration.FromDays(364)));
    }

    [Fact]
    public void What_is_long_overdue_is_made_up_for_in_steps_that_fit_a_commit()
    {
        var daily = Monthly(10, 0, 4) with { Recurrence = Monthly(1, 0, 4).Recurrence! with { Interval = Tallystick.Core.Billing.BillingCadence.Day } };
        var wallet = Grants.WalletWith(0, daily);

        var step = WalletTime.Pass(wallet, Noon + Duration.FromDays(100));

        Assert.InRange(step.Entries.Count, 1, 48);
        Assert.Equal(101 * 10, WalletTime.At(wallet, Noon + Duration.FromDays(100)).Funded);
        Assert.Equal(14, WalletTime.At(wallet, Noon + Duration.FromDays(100)).Available);
    }

    [Fact]
    public void What_holds_have_of_an_interval_does_not_go_on()
    {
        var placed = WalletDecisions.Place(Grants.WalletWith(0, Monthly(10, 0, 10)), Usd, HoldOf(4), Noon).OrThrow();

        var april = WalletTime.At(placed.Wallet, April);
        Assert.Equal("a=0+4 a:1=16 -=0", Left(april));

        Assert.Equal("a:1=16 -=0", Left(WalletTime.At(WalletDecisions.Release(april, placed.Hold!, April).OrThrow().Wallet, April)));
    }

    [Fact]
    public void A_grant_that_is_taken_back_comes_no_more()
    {
        var voided = WalletDecisions.Void(Grants.WalletWith(1, Monthly(10)), Of(1).Id, Noon).Wallet;

        Assert.Equal((1, 10, 11), (voided.Available, voided.Voided, voided.Funded));
        Assert.Equal(voided, WalletTime.At(voided, April));
    }
}
