using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Security;

/// <summary>Who calls, as a parameter of an endpoint that demands a scope: the tenant comes from here alone.</summary>
/// <param name="Tenant">Whose data the call is about.</param>
/// <param name="Key">The key that was presented.</param>
public sealed record Caller(Tenant Tenant, ApiKey Key) : IBindableFromHttpContext<Caller>
{
    /// <inheritdoc/>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Caller?>(context.Features.GetRequiredFeature<Caller>());

    /// <summary>The refusal where a request names a merchant that is not the key's; null where all is well.</summary>
    public Refusal? CheckMerchant(string? merchantId) =>
        merchantId is null || merchantId == Tenant.Merchant.ToString()
            ? null
            : new Refusal(RefusalKind.Forbidden, "MERCHANT_MISMATCH", "The API key belongs to another merchant than the request names.")
            {
                Errors = [new FieldError("merchantId", "This is not the merchant of the API key.", "MERCHANT_MISMATCH")],
            };
}
