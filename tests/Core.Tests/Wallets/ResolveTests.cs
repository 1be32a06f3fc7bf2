using NodaTime;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class ResolveTests
{
    private static readonly Hold Open = HoldOf(10, maxUses: 3) with { Posted = 4, UsedCount = 1 };

    private static readonly Wallet Before = WalletFold.Apply(
        StateWith(1, HoldOf(10, maxUses: 3)), [new UsageCharge(At(1), Open.Id, 4)], Noon).State.Wallet;

    [Fact]
    public void A_release_gives_the_rest_back()
    {
        var change = WalletDecisions.Release(Before, Open, Noon).OrThrow();

        Assert.Equal((7, 0, 4), (change.Wallet.Available, change.Wallet.Held, change.Wallet.Spent));
        Assert.Equal((HoldStatus.Released, 4, 6, 0), (change.Hold!.Status, change.Hold.Posted, change.Hold.Released, change.Hold.Remaining));
        Assert.Equal((JournalKind.Release, "com_1"), (change.Entries[0].Kind, change.Entries[0].Reference));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void A_hold_expires_at_its_time_and_not_before(int milliseconds, bool expires)
    {
        var result = WalletDecisions.Expire(Before, Open, Open.ExpiresAt + Duration.FromMilliseconds(milliseconds));

        Assert.Equal(expires, result.TryGet(out var change, out var refusal));
        Assert.Equal(expires ? (HoldStatus.Expired, null) : (null, "HOLD_NOT_EXPIRED"), ((HoldStatus?)change?.Hold!.Status, refusal?.Code));
    }

    [Theory]
    [InlineData(HoldStatus.Consumed, "HOLD_CONSUMED")]
    [InlineData(HoldStatus.Released, "HOLD_RESOLVED")]
    [InlineData(HoldStatus.Expired, "HOLD_RESOLVED")]
    public void A_hold_is_resolved_once(HoldStatus status, string code)
    {
        var resolved = Open with { Released = 6, Status = status };

        AssertRefused(code, WalletDecisions.Release(Before, resolved, Noon));
        AssertRefused(code, WalletDecisions.Expire(Before, resolved, resolved.ExpiresAt));
    }
}
