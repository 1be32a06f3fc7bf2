using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Http.Plans;

/// <summary>What something costs, in words.</summary>
/// <param name="Name">What invoices call it.</param>
/// <param name="When">When it is paid.</param>
/// <param name="Price">The price.</param>
internal sealed record OfferedPrice(string Name, string When, string Price)
{
    public static OfferedPrice Of(Price price, Currency currency) => new(price.InvoiceDisplayName, PlanWords.When(price), PlanWords.Amount(price, currency));
}
