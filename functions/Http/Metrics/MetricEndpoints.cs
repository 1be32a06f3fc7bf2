using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Metrics;

/// <summary>What is measured.</summary>
internal static class MetricEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/billableMetrics").WithTags("Billable metrics");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a billable metric").Answers<MetricResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List billable metrics, newest first").Answers<ListResponse<MetricResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A billable metric").Answers<MetricResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller,
        Body<MetricRequest> body,
        Core.Catalog.Metrics metrics,
        CatalogSettings settings,
        IIdSource ids,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var check = new Check();
        var metric = body.Value.ToMetric(check, ids, time.GetInstant(), settings);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await metrics.AddAsync(caller.Tenant, metric, cancellation), MetricResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, Core.Catalog.Metrics metrics, CancellationToken cancellation) =>
        Answers.List(await metrics.PageAsync(caller.Tenant, query.Page, cancellation), MetricResponse.For(caller.Tenant));

    private static async Task<IResult> GetAsync(Caller caller, string id, Core.Catalog.Metrics metrics, CancellationToken cancellation) =>
        Ids.Parse<Metric>(id, "BILLABLE_METRIC").TryGet(out var parsed, out var refused)
            ? Answers.Of(await metrics.GetAsync(caller.Tenant, parsed, cancellation), MetricResponse.For(caller.Tenant))
            : refused.ToProblem();
}
