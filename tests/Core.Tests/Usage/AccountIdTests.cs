using Tallystick.Core.Usage;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class AccountIdTests
{
    [Theory]
    [InlineData("acme")]
    [InlineData("a.b_c@d:e+f-g")]
    [InlineData("über/uns #1")]
    [InlineData("~")]
    [InlineData("")]
    public void What_is_written_of_an_account_is_read_back(string externalId)
    {
        foreach (var account in new[] { Account, AccountId.External(Tenant, externalId), AccountId.External(Tenant, externalId + new string('x', 200)) })
        {
            Assert.True(AccountId.TryParse(account.ToString(), out var read));
            Assert.Equal(account, read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("org_m")]
    [InlineData("org_m/")]
    [InlineData("/cus_1")]
    [InlineData("org_/cus_1")]
    [InlineData("m/cus_1")]
    [InlineData("org_m~live/cus_1")]
    [InlineData("org_m/cus_")]
    [InlineData("org_m/cus_1/2")]
    [InlineData("org_m/somebody")]
    [InlineData("org_m/ext:a b")]
    [InlineData("org_m/ext:a/b")]
    [InlineData("org_m/ext:~0123456789abcdef0123456789abcde")]
    [InlineData("org_m/ext:~0123456789ABCDEF0123456789ABCDEF")]
    public void Another_text_is_no_account(string text) => Assert.False(AccountId.TryParse(text, out _));

    [Fact]
    public void Nobody_is_no_account() => Assert.False(AccountId.TryParse(AccountId.Nobody.ToString(), out _));

    [Fact]
    public void An_account_is_in_the_partition_of_its_tag_and_nobody_in_none()
    {
        Assert.Equal((int)(Account.Tag % 7), LogPartitions.Of(Account, 7));
        Assert.Throws<ArgumentException>(() => LogPartitions.Of(AccountId.Nobody, 7));
    }
}
