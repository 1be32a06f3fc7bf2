using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>The wallet, hold and times that the tests begin with.</summary>
internal static class Sample
{
    public static readonly Currency Usd = Currency.Parse("USD");
    public static readonly Currency Eur = Currency.Parse("EUR");
    public static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    public static readonly Tenant Tenant = new(Id<Merchant>.Parse("org_1"), Mode.Test);
    public static readonly Id<Customer> Customer = Id<Customer>.Parse("cus_0123456789abcdefghjkmnpqrs");
    public static readonly AccountId Account = AccountId.Of(Tenant, Customer);
    public static readonly Id<Payment> PaymentId = Id<Payment>.Parse("pay_1");

    public static Wallet WalletWith(decimal available) =>
        available == 0 ? Wallet.Empty(Usd) : WalletDecisions.TopUp(Wallet.Empty(Usd), Usd, available, PaymentId, Noon).OrThrow().Wallet;

    public static HoldRequest Request(decimal amount, int maxUses = 1) =>
        new() { Items = [new("bm_calls", 1, amount)], Currency = Usd, MaxUses = maxUses };

    public static Hold HoldOf(decimal amount, int maxUses = 1, int number = 1) =>
        Request(amount, maxUses).ToHold(Id<Hold>.Parse($"com_{number}"), Noon).OrThrow();

    /// <summary>A wallet with this much free, and one open hold.</summary>
    public static WalletState StateWith(decimal available, Hold hold)
    {
        var placed = WalletDecisions.Place(WalletWith(available + hold.Amount), Usd, hold, Noon).OrThrow();
        return new WalletState(placed.Wallet, new Dictionary<Id<Hold>, Hold> { [hold.Id] = hold });
    }

    public static LogPosition At(long sequence, int partition = 0) => new(0, partition, sequence, 0);

    public static void AssertRefused<T>(string code, Result<T> result)
    {
        Assert.False(result.TryGet(out _, out var refusal), "It was not refused.");
        Assert.Equal(code, refusal.Code);
    }
}
