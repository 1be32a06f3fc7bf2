using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Limits;

namespace Tallystick.Http.Portals;

/// <summary>The most that a customer wants to spend. What the merchant has set holds beside it.</summary>
/// <param name="Amount">How much in a window, 0 or more, in the customer's currency. Required.</param>
/// <param name="Window">BILLING_PERIOD, DAY, WEEK or MONTH; required where it is set, and stays where it is changed.</param>
internal sealed record PortalCapRequest(decimal? Amount, string? Window)
{
    private static readonly IReadOnlyList<int> Thresholds = [50, 80, 100];

    public NewCap ToCap(Check check, Customer customer, Currency currency) => new(
        new NewMeasure(
            customer.Id.ToString(), null, null, MeasureKind.Spend, currency, MeasureWindows.Read(check, check.Required("window", Window))),
        check.Amount("amount", Amount, min: 0),
        Thresholds)
    {
        SetBy = LimitOwner.Customer,
    };

    public CapChange ToChange(Check check) => new(check.Amount("amount", Amount, min: 0), null);
}
