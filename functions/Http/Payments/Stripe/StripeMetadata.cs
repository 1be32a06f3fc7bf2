using Tallystick.Core.Tenancy;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>The names under which this host writes on what it makes at Stripe, so that messages and lists tell what it is about.</summary>
/// <remarks>See https://docs.stripe.com/api/metadata.</remarks>
internal static class StripeMetadata
{
    public const string Tenant = "tallystick_tenant";
    public const string Payment = "tallystick_payment";
    public const string Refund = "tallystick_refund";
    public const string Method = "tallystick_payment_method";
    public const string Customer = "tallystick_customer";

    /// <summary>Adds what something is about to the words that ask for it.</summary>
    public static Dictionary<string, string> With(this Dictionary<string, string> form, Tenant tenant, params ReadOnlySpan<(string Name, object Id)> about)
    {
        form[$"metadata[{Tenant}]"] = tenant.ToString();
        foreach (var (name, id) in about)
        {
            form[$"metadata[{name}]"] = id.ToString()!;
        }

        return form;
    }
}
