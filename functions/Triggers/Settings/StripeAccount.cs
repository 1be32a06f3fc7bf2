using Tallystick.Http.Payments.Stripe;

namespace Tallystick.Triggers.Settings;

/// <summary>Reads the settings of the account at Stripe: all of them, or none.</summary>
internal static class StripeAccount
{
    /// <summary>The account; null where there is none.</summary>
    public static StripeSettings? Read(SettingReader reader)
    {
        var (key, secret, url) = (reader.Text(SettingNames.StripeSecretKey), reader.Text(SettingNames.StripeWebhookSecret), reader.Text(SettingNames.StripePublicUrl));
        if (key.Length + secret.Length + url.Length == 0)
        {
            return null;
        }

        reader.DemandResolved(SettingNames.StripeSecretKey);
        reader.DemandResolved(SettingNames.StripeWebhookSecret);
        reader.Demand(
            key.StartsWith("sk_", StringComparison.Ordinal) || key.StartsWith("rk_", StringComparison.Ordinal),
            SettingNames.StripeSecretKey,
            "is no secret key of Stripe's, which begin with sk_ or rk_; without one the other settings of Stripe are empty.");
        reader.Demand(
            secret.StartsWith("whsec_", StringComparison.Ordinal), SettingNames.StripeWebhookSecret, "is no signing secret of Stripe's, which begin with whsec_.");
        var isAddress = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;
        reader.Demand(isAddress, SettingNames.StripePublicUrl, "is no address that begins with https://.");
        return isAddress ? new StripeSettings(key, secret, address!) : null;
    }
}
