using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Features;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Features;

/// <summary>What customers are granted beside their quotas.</summary>
internal static class FeatureGrantEndpoints
{
    public static void MapFeatureGrants(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/entitlements/{id}/grants").WithTags("Features");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Grant more of a metered feature, once a key").Answers<FeatureGrantResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List the grants of an entitlement, oldest first").Answers<ListResponse<FeatureGrantResponse>>();
        group.MapDelete("/{grantId}", VoidAsync).RequireScope(Scope.Admin)
            .WithSummary("Void a grant: nothing is left of it from the start of the running hour on").Answers<FeatureGrantResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, string id, Body<FeatureGrantRequest> body, EntitlementGrants grants, CancellationToken cancellation)
    {
        var check = new Check();
        var (key, terms) = (body.Value.ToKey(check), body.Value.ToTerms(check));
        return check.Refusal is { } refused || !Parse(id).TryGet(out var entitlement, out refused)
            ? refused.ToProblem()
            : Answers.Of(await grants.AddAsync(caller.Tenant, entitlement, key, terms, cancellation), FeatureGrantResponse.For(entitlement), 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, string id, ListQuery query, EntitlementGrants grants, CancellationToken cancellation) =>
        Parse(id).TryGet(out var entitlement, out var refused)
        && (await grants.PageAsync(caller.Tenant, entitlement, query.Page, cancellation)).TryGet(out var page, out refused)
            ? Answers.List(page, FeatureGrantResponse.For(entitlement))
            : refused.ToProblem();

    private static async Task<IResult> VoidAsync(Caller caller, string id, string grantId, EntitlementGrants grants, CancellationToken cancellation) =>
        Parse(id).TryGet(out var entitlement, out var refused) && Ids.Parse<FeatureGrant>(grantId, "GRANT").TryGet(out var grant, out refused)
            ? Answers.Of(await grants.VoidAsync(caller.Tenant, entitlement, grant, cancellation), FeatureGrantResponse.For(entitlement))
            : refused.ToProblem();

    private static Result<Id<Entitlement>> Parse(string id) => Ids.Parse<Entitlement>(id, "ENTITLEMENT");
}
