using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>Grants that the tests begin with.</summary>
internal static class Grants
{
    public static readonly Tallystick.Core.Customers.Customer Ada = new() { Id = Sample.Customer, Name = "Ada", CreatedAt = Noon - Duration.FromDays(1) };

    public static Grant Of(decimal amount, string name = "a", Instant? expiresAt = null, Instant? effectiveAt = null, int priority = 100) => new()
    {
        Id = Id<Grant>.Of(name),
        CustomerId = Sample.Customer,
        Amount = amount,
        Currency = Usd,
        Priority = priority,
        EffectiveAt = effectiveAt ?? Noon,
        ExpiresAt = expiresAt,
        IdempotencyKey = name,
        CreatedAt = Noon,
    };

    public static Grant Monthly(decimal amount, decimal minimum = 0, decimal maximum = 0, Instant? endsAt = null, string zone = "UTC") => Of(amount) with
    {
        Recurrence = new()
        {
            Interval = BillingCadence.Month,
            TimeZone = zone,
            RolloverMinimum = minimum,
            RolloverMaximum = maximum,
            EndsAt = endsAt,
        },
    };

    public static GrantRequest Wish(decimal amount, string key = "key") => new() { Amount = amount, Currency = Usd, IdempotencyKey = key };

    /// <summary>A wallet with a balance and what grants made at noon bring.</summary>
    public static Wallet WalletWith(decimal balance, params Grant[] grants) =>
        grants.Aggregate(Sample.WalletWith(balance), (wallet, grant) => WalletDecisions.Grant(wallet, grant, Noon).OrThrow().Wallet);

    /// <summary>What is left of each lot, and of the balance under "-".</summary>
    public static string Left(Wallet wallet) => string.Join(' ', wallet.Lots.Select(lot => $"{lot.Id.ToString()[4..]}={Text(lot.Remaining)}{(lot.Held > 0 ? $"+{Text(lot.Held)}" : "")}")
        .Append($"-={Text(wallet.Purse.Balance)}"));

    private static string Text(decimal amount) => DecimalJsonConverter.Format(amount);
}
