namespace Tallystick.Core.Wallets;

/// <summary>A grant and what became of its money: <c>granted = remaining + held + burned + expired + voided</c>.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Granted">What it has brought so far.</param>
/// <param name="Remaining">What is available of that.</param>
/// <param name="Held">What is set aside for holds.</param>
/// <param name="Expired">What expired unused.</param>
/// <param name="Voided">What was taken back unused.</param>
public sealed record GrantView(Grant Grant, GrantStatus Status, decimal Granted, decimal Remaining, decimal Held, decimal Expired, decimal Voided)
{
    /// <summary>What usage and invoices took.</summary>
    public decimal Burned => Granted - Remaining - Held - Expired - Voided;

    /// <summary>The view of a grant.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="entries">What time and the merchant did to the grant's money.</param>
    internal static GrantView Of(Grant grant, Wallet wallet, IReadOnlyList<JournalEntry> entries)
    {
        List<Lot> lots = [.. wallet.Lots.Where(lot => lot.Id.Grant == grant.Id)];
        var (granted, expired) = (-entries.Sum(entry => entry.ChangeOf(JournalAccount.Funding)), entries.Sum(entry => entry.ChangeOf(JournalAccount.Expired)));
        var status = grant.VoidedAt is not null ? GrantStatus.Voided
            : granted == 0 ? GrantStatus.Pending
            : lots.Count > 0 || wallet.Coming.Any(coming => coming.Id.Grant == grant.Id) ? GrantStatus.Active
            : expired > 0 ? GrantStatus.Expired
            : GrantStatus.Exhausted;
        var voided = entries.Sum(entry => entry.ChangeOf(JournalAccount.Voided));
        return new(grant, status, granted, lots.Sum(lot => lot.Remaining), lots.Sum(lot => lot.Held), expired, voided);
    }
}
