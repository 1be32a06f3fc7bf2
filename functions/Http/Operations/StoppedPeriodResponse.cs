using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Operations;

/// <summary>A period that could not be closed and was put aside, so that the others go on.</summary>
/// <param name="MerchantId">Whose.</param>
/// <param name="Mode"><c>live</c> or <c>test</c>.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Period">The period's number, from 0.</param>
/// <param name="Problem">Why it could not be closed; null where nothing is known.</param>
internal sealed record StoppedPeriodResponse(Id<Merchant> MerchantId, Mode Mode, Id<Subscription> SubscriptionId, int Period, string? Problem)
{
    public string Object => "stoppedPeriod";

    public static StoppedPeriodResponse Of(DuePeriod due) => new(due.Tenant.Merchant, due.Tenant.Mode, due.Subscription, due.Index, due.Problem);
}
