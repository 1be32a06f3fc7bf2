using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.ApiKeys;

/// <summary>The keys of the caller's tenant.</summary>
internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/apiKeys").WithTags("API keys").RequireScope(Scope.Admin);
        group.MapPost("", CreateAsync).IgnoreIdempotencyKey()
            .WithSummary("Make a key; it is shown once").Answers<ApiKeyResponse>(201);
        group.MapGet("", ListAsync)
            .WithSummary("List keys, newest first").Answers<ListResponse<ApiKeyResponse>>();
        group.MapDelete("/{id}", RevokeAsync)
            .WithSummary("Revoke a key: it stops to work within seconds").Answers<ApiKeyResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<ApiKeyRequest> body, Core.Tenancy.ApiKeys keys, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var (name, scopes) = (body.Value.NameFor(check), body.Value.ScopesFor(check));
        check.That(body.Value.Mode is null || body.Value.ModeFor(check) == caller.Tenant.Mode, "mode", "A key makes keys of its own mode.");
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await keys.IssueAsync(caller.Tenant, name, scopes, time.GetInstant(), cancellation), ApiKeyResponse.Of, 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, Core.Tenancy.ApiKeys keys, CancellationToken cancellation) =>
        Answers.List(await keys.PageAsync(caller.Tenant, query.Page, cancellation), ApiKeyResponse.Of);

    private static async Task<IResult> RevokeAsync(
        Caller caller, string id, Core.Tenancy.ApiKeys keys, TimeProvider time, CancellationToken cancellation) =>
        Ids.Parse<ApiKey>(id, "API_KEY").TryGet(out var key, out var refused)
            ? Answers.Of(await keys.RevokeAsync(caller.Tenant, key, time.GetInstant(), cancellation), ApiKeyResponse.Of)
            : refused.ToProblem();
}
