using NodaTime.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>The pages behind an authorization link: plain HTML, no scripts, nothing loaded from elsewhere.</summary>
public static class AuthorizationPage
{
    private static readonly Html Style = new(
        "body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
        + "table{width:100%;border-collapse:collapse;margin:1.5rem 0}th,td{text-align:left;padding:.5rem 0;border-bottom:1px solid #d0d0d0}"
        + "td:last-child,th:last-child{text-align:right}button{font:inherit;padding:.7rem 1.6rem;border:0;border-radius:.4rem;background:#14532d;color:#fff;cursor:pointer}"
        + "button:focus-visible{outline:3px solid #f59e0b}.note{color:#595959}");

    private static readonly InstantPattern Until = InstantPattern.CreateWithInvariantCulture("d MMMM uuuu, HH:mm 'UTC'");

    /// <summary>The offer, with a form that accepts it.</summary>
    public static string Offer(AuthorizationOffer offer)
    {
        var terms = offer.Version.Terms;
        var mode = offer.Tenant.Mode == Mode.Test ? Html.Of($"<p class=\"note\">Test mode: no money moves.</p>") : default;
        var tax = terms.TaxBehavior == TaxBehavior.Inclusive ? "Prices include tax." : "Tax is added where it applies.";
        return Page($"{terms.Name} – {offer.MerchantName}", Html.Of($"""
            <h1>{terms.Name}</h1>
            <p>{offer.MerchantName} offers this plan to {offer.Link.Name} ({offer.Link.Email}).</p>
            {mode}
            <table><thead><tr><th scope="col">What</th><th scope="col">When</th><th scope="col">Price</th></tr></thead>
            <tbody>{Html.Join(offer.Version.Prices.Select(price => Row(price, terms.Currency)))}</tbody></table>
            <p>Billed {PlanWords.Every(terms.BillingCadence)}. {tax}</p>
            <form method="post"><button type="submit">Accept</button></form>
            <p class="note">This offer stands until {Until.Format(offer.Link.ExpiresAt)}.</p>
            """));
    }

    /// <summary>That the offer was accepted.</summary>
    public static string Done() => Page("Thank you", Html.Of($"<h1>Thank you</h1><p>You have accepted this plan. You can close this page.</p>"));

    /// <summary>That there is no such offer, or no longer.</summary>
    public static string Gone(string message) => Page("Not available", Html.Of($"<h1>Not available</h1><p>{message}</p>"));

    private static string Page(string title, Html content) => Html.Of($"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title><style>{Style}</style></head>
        <body><main>
        {content}
        </main></body></html>

        """).Text;

    private static Html Row(Price price, Currency currency) =>
        Html.Of($"<tr><td>{price.InvoiceDisplayName}</td><td>{PlanWords.When(price)}</td><td>{PlanWords.Amount(price, currency)}</td></tr>");
}
