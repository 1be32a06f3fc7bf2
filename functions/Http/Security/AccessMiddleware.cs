using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;
using Tallystick.Http.Portals;
using Tallystick.Http.Sessions;

namespace Tallystick.Http.Security;

/// <summary>Lets a request through to its endpoint, as the <see cref="Caller"/> that its key or session names, or refuses it.</summary>
internal sealed class AccessMiddleware(
    RequestDelegate next, ApiKeyDirectory keys, SessionCallers sessions, PortalCallers portals, OperatorKey? operatorKey = null)
{
    private const string Scheme = "Bearer ";
    private const string ApiKeyHeader = "X-Api-Key";
    private static readonly Access Default = new(AccessKind.Tenant);

    public async Task InvokeAsync(HttpContext context)
    {
        // What is no route endpoint is routing's own answer: there is none, or not by this method.
        var endpoint = context.GetEndpoint() as RouteEndpoint;
        var access = endpoint?.Metadata.GetMetadata<Access>() ?? Default;
        var refused = endpoint is null ? null : access.Kind switch
        {
            AccessKind.Anyone => null,
            AccessKind.Operator => CheckOperator(context),
            AccessKind.Portal => await CheckPortalAsync(context),
            _ => await CheckTenantAsync(context, access.Scope),
        };
        await (refused is null ? next(context) : Problems.WriteAsync(context, refused));
    }

    private static string? Token(HttpContext context)
    {
        string? header = context.Request.Headers.Authorization;
        return header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    /// <summary>Clients of comparable systems present their key in a header of its own.</summary>
    private static string? ApiKeyText(HttpContext context) => Token(context) ?? context.Request.Headers[ApiKeyHeader];

    private static Refusal Unauthenticated(string message) => new(RefusalKind.Unauthenticated, "UNAUTHENTICATED", message);

    /// <summary>The key that was presented, or, where none was, that of the browser's session.</summary>
    private async ValueTask<Result<ApiKey?>> KeyAsync(HttpContext context) =>
        ApiKeyText(context) is { } text ? await keys.FindAsync(text, context.RequestAborted) : await sessions.FindAsync(context);

    private Refusal? CheckOperator(HttpContext context) =>
        operatorKey?.Matches(Token(context)) == true ? null : Unauthenticated("The operator key is expected: Authorization: Bearer op_….");

    private async ValueTask<Refusal?> CheckPortalAsync(HttpContext context)
    {
        if ((await portals.FindAsync(context)).TryGet(out var caller, out var refused))
        {
            context.Features.Set(caller);
        }

        return refused;
    }

    private async ValueTask<Refusal?> CheckTenantAsync(HttpContext context, Scope scope)
    {
        if (!(await KeyAsync(context)).TryGet(out var key, out var crossSite))
        {
            return crossSite;
        }

        if (key is null)
        {
            return Unauthenticated("A valid API key is expected: Authorization: Bearer sk_….");
        }

        if (!key.Allows(scope))
        {
            var name = scope.ToString().ToLowerInvariant();
            return new Refusal(RefusalKind.Forbidden, "MISSING_SCOPE", $"The API key has no scope '{name}'.");
        }

        var caller = new Caller(Tenant.Parse(key.Tenant), key);
        context.Features.Set(caller);
        return context.Request.QueryString.HasValue && context.Request.Query.TryGetValue("merchantId", out var merchant) ? caller.CheckMerchant(merchant) : null;
    }
}
