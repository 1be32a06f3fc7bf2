using System.Globalization;
using Tallystick.Core.Billing;
using Tallystick.Core.Payments;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Wallets;

/// <summary>What a customer sees of a payment: what it is for and how it stands. Money is taken elsewhere.</summary>
public static class PaymentPage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;margin:0;padding:2rem 1rem}main{max-width:34rem;margin:0 auto}p.sum{font-size:1.5rem}";

    /// <summary>The page of a payment.</summary>
    /// <param name="merchantName">Who is paid.</param>
    /// <param name="mode">In test mode it says that no money moves.</param>
    /// <param name="payment">The payment.</param>
    public static string Render(string merchantName, Mode mode, Payment payment)
    {
        var amount = payment.Amount.ToString($"N{payment.Currency.MinorUnitDigits}", CultureInfo.InvariantCulture);
        return Page($"Payment to {merchantName}", Html.Of($"""
            <p class="sum">{payment.Currency.ToString()} {amount}</p>
            <p>{StatusOf(payment, merchantName)}</p>
            <p>{(mode == Mode.Test ? "Test mode: no money moves." : "")}</p>
            <p>Reference: <code>{payment.Id.ToString()}</code></p>
            """));
    }

    /// <summary>The page of a payment method, to which the customer comes back who has saved it.</summary>
    /// <param name="merchantName">Whose customer.</param>
    /// <param name="mode">In test mode it says that no money moves.</param>
    /// <param name="method">The method.</param>
    public static string Render(string merchantName, Mode mode, PaymentMethod method) => Page($"Payment method for {merchantName}", Html.Of($"""
        <p>{StatusOf(method)}</p>
        <p>{(mode == Mode.Test ? "Test mode: no money moves." : "")}</p>
        <p>Reference: <code>{method.Id.ToString()}</code></p>
        """));

    /// <summary>That there is no such payment.</summary>
    public static string Gone() => Page("Not available", Html.Of($"<p>There is no such payment.</p>"));

    private static Html StatusOf(Payment payment, string merchantName) => payment switch
    {
        { Status: PaymentStatus.Succeeded } => Html.Of($"This payment has been received. Thank you."),
        { Status: PaymentStatus.Failed } => Html.Of($"This payment was not made."),
        { PaymentUrl: { } url } when url.StartsWith("https://", StringComparison.Ordinal) =>
            Html.Of($"This payment is awaited. If you have not paid yet, <a href=\"{url}\">pay here</a>; if you have, it may take some days to come."),
        _ => Html.Of($"This payment is awaited. Pay in the way that you have agreed with {merchantName}, and name the reference."),
    };

    private static Html StatusOf(PaymentMethod method) => method switch
    {
        { Status: PaymentMethodStatus.Active } => Html.Of($"This payment method is saved. Thank you."),
        { Status: PaymentMethodStatus.Pending, SetupUrl: { } url } when url.StartsWith("https://", StringComparison.Ordinal) =>
            Html.Of($"This payment method is not saved yet: <a href=\"{url}\">save it here</a>."),
        _ => Html.Of($"This payment method was not saved."),
    };

    private static string Page(string title, Html content) => Html.Of($"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title><style>{Style}</style></head>
        <body><main>
        <h1>{title}</h1>
        {content}
        </main></body></html>

        """).Text;
}
