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

/// <summary>What customers may be entitled to.</summary>
internal static class FeatureEndpoints
{
    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/features").WithTags("Features");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a feature").Answers<FeatureResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List features by key").Answers<ListResponse<FeatureResponse>>();
        group.MapGet("/{key}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A feature").Answers<FeatureResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<FeatureRequest> body, FeatureCatalog features, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var feature = body.Value.ToFeature(check, time.GetInstant());
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await features.AddAsync(caller.Tenant, feature, cancellation), FeatureResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, FeatureCatalog features, CancellationToken cancellation) =>
        Answers.List(await features.PageAsync(caller.Tenant, query.Page, cancellation), FeatureResponse.For(caller.Tenant));

    private static async Task<IResult> GetAsync(Caller caller, string key, FeatureCatalog features, CancellationToken cancellation) =>
        Answers.Of(await features.GetAsync(caller.Tenant, key, cancellation), FeatureResponse.For(caller.Tenant));
}
