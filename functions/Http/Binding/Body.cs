using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Tallystick.Http.Errors;
using Tallystick.Http.Security;

namespace Tallystick.Http.Binding;

/// <summary>A JSON body, as a parameter of an endpoint. Refuses what cannot be read, and a body that names another merchant than the key's.</summary>
/// <param name="Value">What was sent: its members may be null, whatever the endpoint demands.</param>
/// <typeparam name="T">The request's type.</typeparam>
public sealed record Body<T>(T Value) : IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
{
    /// <inheritdoc/>
    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        RequestBody.DemandMediaType(context.Request, "application/json");
        var utf8 = await RequestBody.ReadAsync(context);
        if (!JsonBody.Parse<T>(utf8.Span).TryGet(out var value, out var refused))
        {
            throw new RefusalException(refused);
        }

        if (value is INamesMerchant { MerchantId: { } merchant } && context.Features.Get<Caller>()?.CheckMerchant(merchant) is { } mismatch)
        {
            throw new RefusalException(mismatch);
        }

        return new Body<T>(value);
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyMetadata(typeof(T), "application/json"));
}
