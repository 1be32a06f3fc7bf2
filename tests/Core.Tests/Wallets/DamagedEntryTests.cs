using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts.Memory;
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

    [Theory]
    [InlineData("nobody", "sub_1", 0, "due:20260101000000000:sub_1:000000")]
    [InlineData("org_other", "sub_1", 0, "due:20260101000000000:sub_1:000000")]
    [InlineData("org_m", "sub_2", 0, "due:20260101000000000:sub_1:000000")]
    [InlineData("org_m", "sub_1", 1, "due:20260101000000000:sub_1:000000")]
    [InlineData("org_m", "sub_1", 0, "due:20270101000000000:sub_1:000000")]
    public async Task Bug_a_damaged_entry_of_a_period_was_dropped_in_silence_and_billing_stopped(string tenant, string subscription, int index, string entry)
    {
        var pipeline = await Pipeline.CreateAsync();
        var id = "due:20260101000000000:sub_1:000000";
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"tenant":"{{tenant}}","subscription":"{{subscription}}","index":{{index}},"entry":"{{entry}}"}""");
        await pipeline.Store.CommitAsync($"{Tenant}/billing", [DocumentWrite.Create(id, body)], default);

        var sweeper = new HoldSweeper(pipeline.Store, new HoldService(pipeline.Store, pipeline.Ids));
        var closing = new Closing(pipeline.Store, new MemoryCommandQueue(pipeline.Time, Duration.FromMinutes(1)), pipeline.Closer(), sweeper, pipeline.Time);

        var damaged = await Assert.ThrowsAsync<DamagedStoreException>(() => closing.CloseAllAsync(Instant.FromUtc(2026, 12, 1, 0, 0), int.MaxValue, default));

        Assert.Contains(id, damaged.Message, StringComparison.Ordinal);
        Assert.NotNull(await pipeline.Store.ReadAsync($"{Tenant}/billing", id, default));
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
