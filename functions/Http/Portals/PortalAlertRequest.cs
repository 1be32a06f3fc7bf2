using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Limits;

namespace Tallystick.Http.Portals;

/// <summary>When a customer wants to be told.</summary>
/// <param name="Type">spend_threshold or wallet_low_balance. Required.</param>
/// <param name="Threshold">More than 0, in the customer's currency: what is spent, or what balance is too little. Required.</param>
/// <param name="Window">BILLING_PERIOD, DAY, WEEK or MONTH; required for a spend, and only for one.</param>
internal sealed record PortalAlertRequest(string? Type, decimal? Threshold, string? Window)
{
    public NewAlertRule ToRule(Check check, Customer customer, Currency currency)
    {
        var kind = check.OneOf(
            "type",
            check.Required("type", Type),
            AlertKind.SpendThreshold,
            ("spend_threshold", AlertKind.SpendThreshold),
            ("wallet_low_balance", AlertKind.WalletLowBalance));
        var what = kind == AlertKind.SpendThreshold ? MeasureKind.Spend : MeasureKind.Balance;
        var measure = new NewMeasure(customer.Id.ToString(), null, null, what, currency, MeasureWindows.Read(check, Window));
        return new NewAlertRule(kind, measure, check.Amount("threshold", Threshold), null, null) { SetBy = LimitOwner.Customer };
    }
}
