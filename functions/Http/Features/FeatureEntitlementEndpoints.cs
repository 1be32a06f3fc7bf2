using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Features;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;
using Tallystick.Http.Usage;

namespace Tallystick.Http.Features;

/// <summary>What customers may use.</summary>
internal static class FeatureEntitlementEndpoints
{
    private const string At = "at";
    private const string AtDescription =
        "When, to the instant: what occurred later does not count. Left out for now, with all that was counted of the running hour.";

    public static void MapFeatureEntitlements(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/entitlements").WithTags("Features");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Entitle a customer to a feature").Answers<FeatureEntitlementResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("What a customer may use, and what is left of it; the oldest entitlement first")
            .WithMetadata(new QueryMetadata(At, AtDescription))
            .Answers<ListResponse<FeatureEntitlementResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("An entitlement, and what is left of it")
            .WithMetadata(new QueryMetadata(At, AtDescription))
            .Answers<FeatureEntitlementResponse>();
        group.MapDelete("/{id}", EndAsync).RequireScope(Scope.Admin)
            .WithSummary("End an entitlement; once it has ended, this changes nothing").Answers<FeatureEntitlementResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<FeatureEntitlementRequest> body, Core.Features.Entitlements entitlements, CancellationToken cancellation)
    {
        var check = new Check();
        var wanted = body.Value.ToEntitlement(check);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await entitlements.AddAsync(caller.Tenant, wanted, cancellation), FeatureEntitlementResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        Caller caller,
        ListQuery query,
        string? customerId,
        string? featureKey,
        Core.Features.Entitlements entitlements,
        CancellationToken cancellation)
    {
        var check = new Check();
        var subject = check.Text("customerId", customerId, UsageLimits.MaxKeyLength);
        var at = UsageQuery.ReadTime(request, check, At);
        if (check.Refusal is { } bad)
        {
            return bad.ToProblem();
        }

        var found = await entitlements.PageAsync(caller.Tenant, subject, featureKey, at, query.Page, cancellation);
        return found.TryGet(out var page, out var refused) ? Answers.List(page, FeatureEntitlementResponse.For(caller.Tenant)) : refused.ToProblem();
    }

    private static async Task<IResult> GetAsync(
        HttpRequest request, Caller caller, string id, Core.Features.Entitlements entitlements, CancellationToken cancellation)
    {
        var check = new Check();
        var at = UsageQuery.ReadTime(request, check, At);
        return check.Refusal is { } refused || !Ids.Parse<Entitlement>(id, "ENTITLEMENT").TryGet(out var parsed, out refused)
            ? refused.ToProblem()
            : Answers.Of(await entitlements.GetAsync(caller.Tenant, parsed, at, cancellation), FeatureEntitlementResponse.For(caller.Tenant));
    }

    private static async Task<IResult> EndAsync(Caller caller, string id, Core.Features.Entitlements entitlements, CancellationToken cancellation) =>
        Ids.Parse<Entitlement>(id, "ENTITLEMENT").TryGet(out var parsed, out var refused)
            ? Answers.Of(await entitlements.EndAsync(caller.Tenant, parsed, cancellation), FeatureEntitlementResponse.For(caller.Tenant))
            : refused.ToProblem();
}
