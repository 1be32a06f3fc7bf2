using System.Text;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>A Stripe account that takes the payments of live mode. A key of Stripe's own test mode will do, for a trial.</summary>
/// <param name="SecretKey">The account's secret key, or a restricted one that may write Checkout Sessions and read them and PaymentIntents.</param>
/// <param name="WebhookSecret">What Stripe signs its messages to this host with: <c>whsec_…</c>.</param>
/// <param name="PublicUrl">The address of this host for customers, who come back to it after they have paid; <c>https://</c>.</param>
public sealed record StripeSettings(string SecretKey, string WebhookSecret, Uri PublicUrl)
{
    /// <summary>Where Stripe answers.</summary>
    public Uri Api { get; init; } = new("https://api.stripe.com/");

    /// <summary>How long an answer is waited for. Within what callers of this host wait.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    // Without the secrets: settings are printed.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(nameof(PublicUrl)).Append(" = ").Append(PublicUrl);
        return true;
    }
}
