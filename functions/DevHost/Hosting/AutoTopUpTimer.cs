using NodaTime;
using Tallystick.Core.Payments;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Asks customers for payments whose wallets run low, where that is wanted, and providers what became of payments.</summary>
internal sealed class AutoTopUpTimer(PaymentSweeper sweeper, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<AutoTopUpTimer> logger)
    : SweepTimer("Wallets that run low are topped up", settings.TimerInterval, time, outages, logger)
{
    protected override Task SweepAsync(Instant now, CancellationToken cancellation) => sweeper.SweepAsync(now, cancellation);
}
