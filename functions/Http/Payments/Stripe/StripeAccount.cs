using Tallystick.Http.Hosting;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>Reads the settings of the account at Stripe: both, and <see cref="PublicUrl"/> with them, or neither.</summary>
public static class StripeAccount
{
    /// <summary>The setting that has the account's secret key.</summary>
    public const string SecretKey = "Stripe__SecretKey";

    /// <summary>The setting that has what Stripe signs its messages with.</summary>
    public const string WebhookSecret = "Stripe__WebhookSecret";

    /// <summary>The account; null where there is none, or where the settings will not do.</summary>
    /// <param name="read">Reads a setting; empty where there is none.</param>
    /// <param name="demand">Is told of each rule: whether it holds, of which setting it is, and what is wrong otherwise. It says nothing of a secret.</param>
    public static StripeSettings? Read(Func<string, string> read, Action<bool, string, string> demand)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(demand);
        var (key, secret, url) = (read(SecretKey), read(WebhookSecret), read(PublicUrl.Setting));
        if (key.Length + secret.Length == 0)
        {
            return null;
        }

        var isKey = key.StartsWith("sk_", StringComparison.Ordinal) || key.StartsWith("rk_", StringComparison.Ordinal);
        var isSecret = secret.StartsWith("whsec_", StringComparison.Ordinal);
        var isAddress = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;
        demand(isKey, SecretKey, "is no secret key of Stripe's, which begin with sk_ or rk_; without one the other setting of Stripe is empty.");
        demand(isSecret, WebhookSecret, "is no signing secret of Stripe's, which begin with whsec_.");
        demand(isAddress, PublicUrl.Setting, "is no address that begins with https://: customers come back to it after they have paid at Stripe.");
        return isKey && isSecret && isAddress ? new StripeSettings(key, secret, address!) : null;
    }
}
