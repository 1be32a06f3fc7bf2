using Tallystick.Core.Billing;

namespace Tallystick.Http.Subscriptions;

/// <summary>How a subscription's billing stands.</summary>
/// <param name="Status"><c>active</c>; <c>stopped</c> where a period could not be closed: nothing is invoiced until that is mended.</param>
/// <param name="Period">The first period that could not be closed, by its number from 0; null while nothing is stopped.</param>
/// <param name="Problem">Why it could not be closed.</param>
internal sealed record SubscriptionBilling(string Status, int? Period, string? Problem)
{
    public static readonly SubscriptionBilling Active = new("active", null, null);

    public static SubscriptionBilling Of(DuePeriod stopped) => new("stopped", stopped.Index, stopped.Problem);
}
