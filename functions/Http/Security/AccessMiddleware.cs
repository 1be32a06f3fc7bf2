using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Security;

/// <summary>Lets a request through to its endpoint, as the <see cref="Caller"/> that its key names, or refuses it.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, ApiKeyDirectory keys, OperatorKey? operatorKey = null)
{
    private const string Scheme = "Bearer ";
    private const string ApiKeyHeader = "X-Api-Key";
    private static readonly Access Default = new(AccessKind.Tenant);

    public async Task InvokeAsync(HttpContext context)
    {
        // What is no route endpoint is routing's own answer: there is none, or not by this method.
        var endpoint = context.GetEndpoint() as RouteEndpoint;
        var access = endpoint?.Metadata.GetMetadata<Access>() ?? Default;
        var refused = endpoint is null || access.Kind == AccessKind.Anyone ? null
            : access.Kind == AccessKind.Operator ? CheckOperator(context)
            : await CheckTenantAsync(context, access.Scope);
        await (refused is null ? next(context) : Problems.WriteAsync(context, refused));
    }

    private static string? Token(HttpContext context)
    {
        string? header = context.Request.Headers.Authorization;
        return header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    /// <summary>Clients of comparable systems present their key in a header of its own.</summary>
    private static string? ApiKey(HttpContext context) => Token(context) ?? context.Request.Headers[ApiKeyHeader];

    private static Refusal Unauthenticated(string message) => new(RefusalKind.Unauthenticated, "UNAUTHENTICATED", message);

    private Refusal? CheckOperator(HttpContext context) =>
        operatorKey?.Matches(Token(context)) == true ? null : Unauthenticated("The operator key is expected: Authorization: Bearer op_….");

    private async ValueTask<Refusal?> CheckTenantAsync(HttpContext context, Scope scope)
    {
        if (await keys.FindAsync(ApiKey(context), context.RequestAborted) is not { } key)
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
