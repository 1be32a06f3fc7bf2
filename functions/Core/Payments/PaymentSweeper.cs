using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>All that a timer does about payments: follows those that are awaited, and asks for new ones where wallets run low.</summary>
/// <param name="answers">Follows what is awaited.</param>
/// <param name="topUps">Asks for automatic top-ups.</param>
public sealed class PaymentSweeper(AwaitedAnswerSweeper answers, AutoTopUpSweeper topUps)
{
    /// <summary>Looks at all. What cannot be done of the one does not hold up the other.</summary>
    /// <exception cref="StoreUnavailableException">Some could not be done: a later sweep does them.</exception>
    public async Task SweepAsync(Instant now, CancellationToken cancellation)
    {
        try
        {
            await answers.SweepAsync(now, cancellation);
        }
        finally
        {
            await topUps.SweepAsync(now, cancellation);
        }
    }
}
