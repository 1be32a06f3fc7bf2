using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>Tells where a window of the ledger is not the one that the log folds to.</summary>
internal static class WindowComparison
{
    /// <summary>What is wrong; nothing where both are alike, to the byte.</summary>
    /// <param name="place">The window, and whose it is.</param>
    /// <param name="expected">What the log folds to; null where it has no events for it.</param>
    /// <param name="found">The ledger's; null where it has none.</param>
    internal static IEnumerable<Finding> Of(string place, UsageWindow? expected, LedgerWindow? found)
    {
        if (expected is null)
        {
            return [new Finding(FindingCodes.WindowUnexpected, place, "The log has no events for it.")];
        }

        if (found is null)
        {
            return [new Finding(FindingCodes.WindowMissing, place, $"The log has {expected.Events} events for it.")];
        }

        var body = found.LacksValues ? LedgerWindow.Without(expected).Body : expected.ToBody();
        return JsonDifference.Between(body, found.Body).Select(difference =>
            new Finding(FindingCodes.WindowDiffers, place, "The window is not what the log folds to.")
            {
                Path = difference.Path,
                Expected = difference.Expected,
                Found = difference.Found,
            });
    }
}
