using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Books;

namespace Tallystick.Triggers.Timers;

/// <summary>Takes what wallets did into the books, every hour, so that who reads them does not wait for it. Firing late or twice does no harm.</summary>
public sealed class PostToBooks(WalletPoster poster)
{
    /// <summary>Posts what is not posted yet.</summary>
    [Function(nameof(PostToBooks))]
    public Task RunAsync([TimerTrigger("45 22 * * * *")] TimerInfo timer, CancellationToken cancellation) => poster.PostAllAsync(cancellation);
}
