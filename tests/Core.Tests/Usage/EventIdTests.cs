using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;

namespace Tallystick.Tests.Core.Tests.Usage;

public class EventIdTests
{
    private static EventId IdOf(AccountId account, string key) => EventId.Of(account, key);

    [Fact]
    public void The_identity_is_a_function_of_account_and_key() =>
        Assert.Equal(IdOf(UsageSample.Account, "k"), IdOf(UsageSample.Account, "k"));

    [Fact]
    public void Another_key_customer_merchant_or_mode_is_another_event()
    {
        var test = new Tenant(UsageSample.Tenant.Merchant, Mode.Test);
        AccountId[] accounts = [UsageSample.Account, AccountId.Of(test, UsageSample.Customer), AccountId.External(UsageSample.Tenant, "a")];
        var ids = accounts.SelectMany(account => new[] { "k", "l", "k/", "" }.Select(key => IdOf(account, key))).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void The_text_reads_back()
    {
        for (var i = 0; i < 1000; i++)
        {
            var id = IdOf(UsageSample.Account, $"key {i}");

            Assert.True(EventId.TryParse(id.ToString(), out var read));
            Assert.Equal(id, read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("usg_")]
    [InlineData("inv_0000000000000000000000000000000000")]
    [InlineData("usg_00000000000000000000000000000000000")]
    [InlineData("usg_0000000000000000000000000000000i00")]
    [InlineData("usg_00000000z0000000000000000000000000")]
    public void A_text_that_is_no_event_id_is_refused(string text) => Assert.False(EventId.TryParse(text, out _));

    [Theory]
    [InlineData("plain-id_1")]
    [InlineData("with space")]
    [InlineData("a/b?c#d\\e")]
    [InlineData("日本")]
    [InlineData("~")]
    public void An_external_account_has_a_name_that_stores_take(string externalId)
    {
        var name = AccountId.External(UsageSample.Tenant, externalId).ToString();

        Assert.Matches("^[!-~]{1,250}$", name);
        Assert.DoesNotContain(name.Split('/', 2)[1], character => "/\\?#".Contains(character, StringComparison.Ordinal));
        Assert.Equal(name, AccountId.Parse(name).ToString());
    }

    [Fact]
    public void Different_external_ids_are_different_accounts()
    {
        string[] ids = ["a", "A", "a ", "~a", "a/b", "a b", new string('x', 101), new string('x', 102)];

        Assert.Equal(ids.Length, ids.Select(id => AccountId.External(UsageSample.Tenant, id)).Distinct().Count());
    }
}
