using NodaTime;
using Tallystick.Core.Books;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Takes what wallets did into the books, so that who reads them does not wait for it.</summary>
internal sealed class BookTimer(WalletPoster poster, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<BookTimer> logger)
    : SweepTimer("The books are kept", settings.RetentionInterval, time, outages, logger)
{
    protected override Task SweepAsync(Instant now, CancellationToken cancellation) => poster.PostAllAsync(cancellation);
}
