using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Payments;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.Security;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>
/// Where Stripe tells that something has changed. The message says which payment, refund or method to look at, and nothing else is taken from it: Stripe is asked how that
/// stands. So a message may come twice, late, out of order, or never.
/// </summary>
internal static class StripeWebhook
{
    /// <summary>The address, as it is given to Stripe behind the host's own.</summary>
    public const string Path = "/v0/paymentProviders/stripe/webhook";

    /// <summary>Maps the address where the host has an account at Stripe.</summary>
    public static void MapStripeWebhook(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<StripeSettings>() is not null)
        {
            routes.MapPost(Path, ReceiveAsync).AllowAnyone().IgnoreIdempotencyKey().ExcludeFromDescription();
        }
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext context, StripeSettings settings, TimeProvider time, PaymentFollower follower, PaymentMethods methods, CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync(context);
        if (!StripeSignature.IsValid(settings.WebhookSecret, context.Request.Headers[StripeSignature.Header], body.Span, time.GetInstant()))
        {
            return new Refusal(RefusalKind.Invalid, "INVALID_SIGNATURE", "The message is not signed by Stripe for this host, or is older than five minutes.").ToProblem();
        }

        if (StripeEvent.Read(body) is not { } told)
        {
            return JsonBody.Refuse("INVALID_JSON", "The message is not JSON.").ToProblem();
        }

        // What is not found is another deployment's, or none: an account may have other uses. Stripe would send it again for days.
        if (Tenant.TryParse(told.Tenant ?? "", out var tenant))
        {
            await FollowAsync(tenant, told, follower, methods, cancellation);
        }

        return Results.NoContent();
    }

    private static async Task FollowAsync(Tenant tenant, StripeEvent told, PaymentFollower follower, PaymentMethods methods, CancellationToken cancellation)
    {
        if (Id<PaymentMethod>.TryParse(told.Method, out var method))
        {
            await methods.FollowAsync(tenant, method, cancellation);
        }
        else if (Id<Payment>.TryParse(told.Payment, out var payment))
        {
            await (Id<PaymentRefund>.TryParse(told.Refund, out var refund)
                ? follower.FollowAsync(tenant, payment, refund, cancellation)
                : (Task)follower.FollowAsync(tenant, payment, cancellation));
        }
    }
}
