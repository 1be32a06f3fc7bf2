using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class HoldIdsTests
{
    [Theory]
    [InlineData("com_1a", "com_1a")]
    [InlineData("ent_1a", "com_1a")]
    [InlineData("cus_1a", null)]
    [InlineData("ent_", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Both_prefixes_name_the_same_hold(string? text, string? id) =>
        Assert.Equal(id, HoldIds.TryParse(text, out var parsed) ? parsed.ToString() : null);

    [Fact]
    public void The_account_follows_from_the_id()
    {
        var ids = new SequentialIds();

        Assert.Equal(Account, HoldIds.AccountOf(Tenant, HoldIds.Next(Customer, ids)));
        Assert.Equal(Account, PaymentIds.AccountOf(Tenant, PaymentIds.Next(Customer, ids)));
        Assert.Null(HoldIds.AccountOf(Tenant, Id<Hold>.Parse("com_1")));
    }
}
