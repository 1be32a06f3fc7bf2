using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;

namespace Tallystick.Http.Webhooks;

/// <summary>A billing period that could not be closed, in the body of a webhook.</summary>
internal sealed record WebhookStoppedBilling(Id<Subscription> SubscriptionId, Id<Customer> CustomerId, int Period, string Problem)
{
    public string Object => "stoppedPeriod";

    public static WebhookStoppedBilling Of(StoppedFigures stopped) => new(stopped.SubscriptionId, stopped.CustomerId, stopped.Period, stopped.Problem);
}
