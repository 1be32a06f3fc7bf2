using Tallystick.Core.Billing;
using Tallystick.Core.Usage;
using Tallystick.Http.Usage.Responses;

namespace Tallystick.Http.Usage;

/// <summary>Shows events with what became of them.</summary>
internal sealed class FateView(SubscriptionFinder subscriptions, UsageCorrections corrections, BilledLines lines)
{
    /// <summary>An event with its other deliveries.</summary>
    internal async Task<UsageFateResponse> OfAsync(EventFate fate, CancellationToken cancellation) =>
        UsageFateResponse.Of(
            fate,
            await SubscriptionAsync(fate.Delivery, cancellation),
            await CorrectedByAsync(fate.Status, fate.Delivery, cancellation),
            await LinesAsync(fate.Status, fate.Delivery, cancellation));

    /// <summary>An event of a list.</summary>
    internal async Task<UsageFateResponse> OfAsync(EventStatus status, Delivery delivery, CancellationToken cancellation) =>
        UsageFateResponse.Of(
            status,
            delivery,
            await SubscriptionAsync(delivery, cancellation),
            await CorrectedByAsync(status, delivery, cancellation),
            await LinesAsync(status, delivery, cancellation));

    /// <summary>Passes the events that fall under a subscription; null, for all, where none is named.</summary>
    internal Func<Delivery, CancellationToken, ValueTask<bool>>? Under(string? subscription) =>
        subscription is null ? null : subscriptions.Filter(subscription);

    private async Task<string?> SubscriptionAsync(Delivery delivery, CancellationToken cancellation) =>
        delivery.Usage is { } usage ? await subscriptions.FindAsync(delivery.Account, usage, cancellation) : null;

    private async Task<EventId?> CorrectedByAsync(EventStatus status, Delivery delivery, CancellationToken cancellation) =>
        status == EventStatus.Counted ? (await corrections.CorrectionOfAsync(delivery, cancellation))?.Event : null;

    private async Task<IReadOnlyList<BilledLine>> LinesAsync(EventStatus status, Delivery delivery, CancellationToken cancellation) =>
        status == EventStatus.Counted ? await lines.FindAsync(delivery, cancellation) : [];
}
