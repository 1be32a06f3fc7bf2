using NodaTime;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class HoldRequestTests
{
    private static readonly Id<Hold> Id = Id<Hold>.Parse("com_1");

    [Fact]
    public void The_amount_is_the_sum_of_quantity_times_price()
    {
        var request = Request(0) with { Items = [new("bm_a", 3, 0.1m), new("bm_b", 0.000000005m, 0.1m), new("bm_c", 2.5m, 4)] };

        var hold = request.ToHold(Id, Noon).OrThrow();

        Assert.Equal([0.3m, 0m, 10m], hold.Items.Select(item => item.Amount)); // 0.0000000005 is half a unit: to even.
        Assert.Equal(10.3m, hold.Amount);
        Assert.Equal((HoldStatus.Open, 10.3m, Noon), (hold.Status, hold.Remaining, hold.CreatedAt));
    }

    [Fact]
    public void A_hold_expires_at_a_whole_millisecond_and_never_early()
    {
        var hold = (Request(1) with { ExpiresIn = Duration.FromSeconds(2) }).ToHold(Id, Noon + Duration.FromTicks(1)).OrThrow();

        Assert.Equal(Noon + Duration.FromMilliseconds(2001), hold.ExpiresAt);
    }

    [Theory]
    [InlineData("-1", "1", 1, 60, "entitlementData[0].quantity")]
    [InlineData("0.0000000001", "1", 1, 60, "entitlementData[0].quantity")]
    [InlineData("1", "-0.01", 1, 60, "entitlementData[0].price")]
    [InlineData("999999999999999", "999999999999999", 1, 60, "entitlementData[0].quantity")]
    [InlineData("1", "1", 0, 60, "maxUses")]
    [InlineData("1", "1", 1001, 60, "maxUses")]
    [InlineData("1", "1", 1, 0, "expiresIn")]
    [InlineData("1", "1", 1, 2678401, "expiresIn")]
    public void A_field_out_of_bounds_is_named(string quantity, string price, int maxUses, int expirySeconds, string field)
    {
        var request = Request(0) with
        {
            Items = [new("bm_a", decimal.Parse(quantity), decimal.Parse(price))],
            MaxUses = maxUses,
            ExpiresIn = Duration.FromSeconds(expirySeconds),
        };

        Assert.False(request.ToHold(Id, Noon).TryGet(out _, out var refusal));
        Assert.Equal(field, Assert.Single(refusal.Errors).Field);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Items_are_1_to_100(int count)
    {
        var request = Request(0) with { Items = [.. Enumerable.Repeat(new HoldRequestItem("bm_a", 1, 1), count)] };

        AssertRefused("INVALID_VALUE", request.ToHold(Id, Noon));
    }
}
