using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;
using Tallystick.Http.Hosting;
using Tallystick.Http.Security;
using Tallystick.Http.Sessions;

namespace Tallystick.Http.Checkout;

/// <summary>What the page of an authorization link asks. The token comes in a header: no log has it, and no other site can have a browser send it.</summary>
internal static class CheckoutEndpoints
{
    private const string Header = "Tally-Checkout";

    public static void MapCheckout(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/checkout/api").AllowAnyone().ExcludeFromDescription();
        group.MapGet("", OpenAsync);
        group.MapPost("/acceptance", AcceptAsync);
        group.MapPost("/payment", PayAsync);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, Checkouts checkouts, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Answers.Of(await checkouts.OpenAsync(TokenOf(context.Request), time.GetInstant(), context.RequestAborted), offer => offer);
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, AuthorizationLinks links, Checkouts checkouts, TimeProvider time)
    {
        var (token, now) = (TokenOf(context.Request), time.GetInstant());
        return SameOrigin.Check(context.Request) is { } refused || !(await links.AcceptAsync(token, now, context.RequestAborted)).TryGet(out _, out refused)
            ? refused.ToProblem()
            : Answers.Of(await checkouts.OpenAsync(token, now, context.RequestAborted), offer => offer);
    }

    private static async Task<IResult> PayAsync(HttpContext context, Checkouts checkouts, TimeProvider time) =>
        SameOrigin.Check(context.Request) is { } refused
            ? refused.ToProblem()
            : Answers.Of(
                await checkouts.PayAsync(TokenOf(context.Request), PublicOrigin.Of(context.Request), time.GetInstant(), context.RequestAborted), payment => payment);

    private static string TokenOf(HttpRequest request) => request.Headers[Header].ToString();
}
