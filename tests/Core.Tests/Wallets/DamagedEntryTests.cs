using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>An entry of a list of what is due names accounts and tenants: where they cannot be read, the entry is named.</summary>
public class DamagedEntryTests
{
    [Theory]
    [InlineData("""{"account":"nobody","hold":"hold_1","expiresAt":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"account":"org_1/","hold":"?","expiresAt":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"account":7,"hold":"hold_1","expiresAt":"2026-01-01T00:00:00Z"}""")]
    public async Task Bug_a_damaged_entry_of_a_hold_was_not_named(string body)
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var clock = ServiceFixture.Clock;
        await fixture.Store.CommitAsync(clock.DuePartition, [DocumentWrite.Create("000-damaged", System.Text.Encoding.UTF8.GetBytes(body))], default);

        var damaged = await Assert.ThrowsAsync<DamagedStoreException>(() => fixture.Sweeper.SweepAsync(clock, 10, default));

        Assert.Contains("000-damaged", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug_a_damaged_entry_of_a_period_was_not_named()
    {
        var pipeline = await Pipeline.CreateAsync();
        var entry = """{"tenant":"nobody","subscription":"sub_1","index":0,"entry":"due:1"}"""u8.ToArray();
        await pipeline.Store.CommitAsync($"{Tenant}/billing", [DocumentWrite.Create("due:1", entry)], default);

        var damaged = await Assert.ThrowsAsync<DamagedStoreException>(async () =>
            await pipeline.Store.ListAllAsync<Tallystick.Core.Billing.DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", "due:"), default));

        Assert.Contains("due:1", damaged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("org_1/cus_1")]
    [InlineData("org_1~test/ext:shop 1")]
    public void An_account_is_written_as_the_name_of_its_partition(string text)
    {
        var account = AccountId.Parse(text);

        Assert.Equal($"\"{text}\"", System.Text.Encoding.UTF8.GetString(account.ToBody().Span));
        Assert.Equal(account, new StoredDocument("x", "1", account.ToBody()).As<AccountId>());
    }
}
