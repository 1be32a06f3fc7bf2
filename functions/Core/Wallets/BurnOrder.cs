namespace Tallystick.Core.Wallets;

/// <summary>
/// Which lot is used first: the lowest priority, of these the one that expires earliest, of these the oldest. The balance, which is what was paid in
/// and never expires, has priority 100 and is the last of those.
/// </summary>
public sealed class BurnOrder : IComparer<Lot>
{
    /// <summary>The priority of the balance, and of a grant that names none.</summary>
    public const int BalancePriority = 100;

    /// <summary>The highest priority, used last.</summary>
    public const int MaxPriority = 255;

    private BurnOrder()
    {
    }

    /// <summary>The order.</summary>
    public static BurnOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Lot? x, Lot? y) => KeyOf(x!).CompareTo(KeyOf(y!));

    /// <summary>True for a lot that is used before the balance.</summary>
    public static bool IsBeforeBalance(Lot lot) => lot.Priority <= BalancePriority;

    // The ids make the order total: two grants of one instant are used in the order of their making, as ids tell it.
    private static (int Priority, NodaTime.Instant ExpiresAt, NodaTime.Instant GrantedAt, int Occurrence, string Id) KeyOf(Lot lot) =>
        (lot.Priority, lot.ExpiresAt ?? NodaTime.Instant.MaxValue, lot.GrantedAt, lot.Id.Occurrence, lot.Id.Grant.ToString());
}
