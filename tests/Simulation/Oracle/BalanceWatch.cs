using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Looks at a wallet after every commit that touches it.</summary>
/// <param name="documents">The documents as they are.</param>
/// <param name="fail">Told of what does not hold.</param>
internal sealed class BalanceWatch(IDocumentStore documents, Action<string, string> fail)
{
    /// <summary>Checks the account of a commit.</summary>
    internal async ValueTask CheckAsync(string partition, IReadOnlyList<DocumentWrite> writes)
    {
        if (!writes.Any(write => write.Id == "wallet" || write.Id.StartsWith("hold:", StringComparison.Ordinal))
            || (await documents.ReadAsync<Wallet>(partition, "wallet", default))?.Value is not { } wallet)
        {
            return;
        }

        if (wallet.Funded != wallet.Available + wallet.Held + wallet.Spent + wallet.Expired + wallet.Voided + wallet.Refunding + wallet.Refunded
            || wallet.Available < wallet.Lots.Sum(lot => lot.Remaining) || wallet.Lots.Any(lot => lot.Remaining < 0 || lot.Held < 0) || wallet.Spent < 0)
        {
            fail("FUNDED_IS_AVAILABLE_HELD_AND_SPENT", $"{partition}: {wallet}");
        }

        var holds = await documents.ListAllAsync<Hold>(DocumentRange.WithPrefix(partition, "hold:"), default);
        var set = holds.Where(hold => hold.Status == HoldStatus.Open).Sum(hold => hold.Amount - hold.Posted);
        if (wallet.Held != set)
        {
            fail("HELD_IS_THE_OPEN_HOLDS", $"{partition}: {wallet.Held} is held, {set} is in open holds");
        }

        var ofLots = holds.SelectMany(hold => hold.Shares).Where(share => share.Lot is not null).ToLookup(share => share.Lot!.Value, share => share.Amount);
        if (ofLots.Count != wallet.Lots.Count(lot => lot.Held > 0) || wallet.Lots.Any(lot => lot.Held != ofLots[lot.Id].Sum()))
        {
            fail("HELD_IS_THE_OPEN_HOLDS", $"{partition}: {wallet.Lots} are held, {string.Join(", ", ofLots.Select(lot => $"{lot.Key}: {lot.Sum()}"))} is in open holds");
        }
    }
}
