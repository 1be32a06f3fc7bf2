using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Places holds by what the metrics cost the customer.</summary>
/// <param name="customers">Who there is.</param>
/// <param name="clocks">What time it is for a customer.</param>
/// <param name="definitions">What customers have agreed to pay.</param>
/// <param name="metrics">What can be used.</param>
/// <param name="wallets">Tells the currency of a customer without a subscription.</param>
/// <param name="holds">Places the holds.</param>
public sealed class Reservations(
    CustomerDirectory customers, Clocks clocks, IAccountTermsReader definitions, Metrics metrics, WalletService wallets, HoldService holds)
{
    /// <summary>
    /// Sets money aside, or only reserves against caps where an invoice is to pay. The price of an item is that of the customer's active subscription, or else the item's own; where units cost different amounts, the
    /// item is held for at its <see cref="PriceModel.AtMost">dearest</see> (for <see cref="PriceModel.MostAdded">all that it can add to its period</see>, where that is
    /// debited at once), or at its own price where prices come with the events. Refused:
    /// <c>CUSTOMER_NOT_FOUND</c>, <c>CUSTOMER_ERASED</c>, <c>BILLABLE_METRIC_NOT_FOUND</c>, <c>PRICE_UNKNOWN</c> where neither has a price, or no invoice will,
    /// <c>PRICE_OUT_OF_BOUNDS</c>, <c>INSTANT_PRICE</c> where an invoice is to pay what the wallet pays at once, and what
    /// <see cref="HoldService.PlaceHoldAsync"/> refuses.
    /// </summary>
    public async Task<Result<Hold>> PlaceAsync(Tenant tenant, Reservation wanted, CancellationToken cancellation)
    {
        if (await customers.ResolveAsync(tenant, wanted.Customer, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", wanted.Customer, "customerId");
        }

        if (customer.RefuseErased("customerId") is { } erased)
        {
            return erased;
        }

        var account = AccountId.Of(tenant, customer.Id);
        var clock = new WalletClock(await clocks.NowForAsync(tenant, customer, cancellation), customer.TestClockId);
        var terms = await definitions.TermsAsync(account, cancellation);
        if (!(await PriceAsync(tenant, wanted, terms, clock.Now, cancellation)).TryGet(out var items, out var refused))
        {
            return refused;
        }

        if ((terms.Currency ?? (await wallets.GetAsync(account, cancellation))?.Currency) is not { } currency)
        {
            return new Refusal(RefusalKind.PaymentRequired, "INSUFFICIENT_FUNDS", "The customer has neither a wallet nor a subscription: 0 is available.");
        }

        var request = new HoldRequest
        {
            Items = items,
            Currency = currency,
            PaidBy = wanted.PaidBy,
            MaxUses = wanted.MaxUses,
            ExpiresIn = wanted.ExpiresIn,
            Region = wanted.Region,
        };
        return await holds.PlaceHoldAsync(account, request, clock, cancellation);
    }

    private async Task<Result<IReadOnlyList<HoldRequestItem>>> PriceAsync(
        Tenant tenant, Reservation wanted, AccountTerms terms, Instant now, CancellationToken cancellation)
    {
        var priced = new List<HoldRequestItem>();
        foreach (var (index, item) in wanted.Items.Index())
        {
            var path = $"entitlementData[{index}]";
            if (terms.For(item.Metric, now, Instant.MaxValue) is { } subscribed)
            {
                if (subscribed.Kind == PhaseKind.Paused)
                {
                    return Refusal.Conflict("SUBSCRIPTION_PAUSED", "The customer's subscription is paused: usage would be rejected.");
                }

                if (wanted.PaidBy == HoldPayer.Invoice && subscribed.Prices[item.Metric].Instant)
                {
                    return Refusal.Invalid("paidBy", $"The wallet pays for usage of '{item.Metric}' when it is counted: its price is instant.", "INSTANT_PRICE");
                }

                if (!Estimate(item, subscribed.Prices[item.Metric], path).TryGet(out var estimate, out var broken))
                {
                    return broken;
                }

                priced.Add(estimate);
                continue;
            }

            if (!(await metrics.GetAsync(tenant, item.Metric, cancellation, $"{path}.billableMetricId")).TryGet(out _, out var refused))
            {
                return refused;
            }

            if (wanted.PaidBy == HoldPayer.Invoice)
            {
                return Refusal.Invalid(
                    "paidBy", $"No active subscription of the customer has a price for '{item.Metric}': it will be on no invoice.", "PRICE_UNKNOWN");
            }

            if (item.Price is not { } price)
            {
                return Refusal.Invalid(
                    $"{path}.price", "No active subscription of the customer has a price for this metric: one is expected here.", "PRICE_UNKNOWN");
            }

            priced.Add(new HoldRequestItem(item.Metric.ToString(), item.Quantity, price));
        }

        return priced;
    }

    private static Result<HoldRequestItem> Estimate(ReservationItem item, MetricPrice price, string path)
    {
        var model = price.Model;
        var estimate = new HoldRequestItem(item.Metric.ToString(), item.Quantity, model.UniformPrice ?? 0);
        if (model.UniformPrice is not null)
        {
            return estimate;
        }

        if (model is DynamicPrice dynamic && item.Price is { } given)
        {
            return dynamic.Allows(given)
                ? estimate with { Price = given }
                : Refusal.Invalid($"{path}.price", "The price is out of the bounds that the customer has agreed to.", "PRICE_OUT_OF_BOUNDS");
        }

        var most = price.IsTallied ? model.MostAdded(item.Quantity) : model.AtMost(item.Quantity);
        return most < Exact.Limit
            ? estimate with { Price = most.Per(item.Quantity), Amount = most.Round(Exact.MaxScale) }
            : Refusal.Invalid($"{path}.quantity", "is too large at this price");
    }
}
