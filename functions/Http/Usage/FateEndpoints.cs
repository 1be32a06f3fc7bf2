using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;
using Tallystick.Http.Usage.Responses;

namespace Tallystick.Http.Usage;

/// <summary>What became of events: lists and counts of those that do not count, and another chance for rejected ones.</summary>
internal static class FateEndpoints
{
    private const int DefaultReplays = 100;
    private const int MaxCountDays = 31;
    private static readonly QueryMetadata[] Filters =
    [
        new("code", "Only rejected for this reason: a code such as UNKNOWN_METRIC."),
        new("customerId", "Only of this customer, by id or external id, whether it is known or not."),
        new("billableMetricId", "Only rejected events that name this metric, or are of the type that it measures."),
        new("from", "Only what the log took at this instant or later."),
        new("to", "Only what the log took before this instant."),
    ];

    public static void MapFates(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/usage").WithTags("Usage");
        group.MapGet("/outcomes", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List deliveries that do not count: duplicates and conflicts with what they repeat, rejected ones with the reason; newest first")
            .WithMetadata(new QueryMetadata("status", "duplicate, conflict or rejected; required.")).WithMetadata(Filters)
            .Answers<ListResponse<OutcomeResponse>>();
        group.MapGet("/counts", CountAsync).RequireScope(Scope.Read)
            .WithSummary("How many deliveries of each fate the log took, by hour")
            .WithMetadata(
                new QueryMetadata("from", "The first instant of the period; required. Whole hours are counted."),
                new QueryMetadata("to", $"The first instant after the period, at most {MaxCountDays} days later; required."))
            .Answers<FateCountsResponse>();
        group.MapPost("/{id}/replay", ReplayAsync).RequireScope(Scope.Admin).WithSummary("Give a rejected event another chance")
            .Answers<ReplayResponse>(StatusCodes.Status202Accepted);
        group.MapPost("/replay", ReplayManyAsync).RequireScope(Scope.Admin)
            .WithSummary("Give rejected events another chance, a part of them a call; those that would be rejected again are left alone")
            .WithMetadata(Filters)
            .WithMetadata(
                new QueryMetadata("limit", $"How many at most, 1 to {RejectedReplay.MaxLimit}; {DefaultReplays} unless given."),
                new QueryMetadata("after", "The nextPageToken of the call before."))
            .Answers<ReplayAllResponse>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller caller, ListQuery list, string? status, IDocumentStore store, CustomerDirectory customers)
    {
        var check = new Check();
        check.Required("status", status);
        var kind = check.OneOf(
            "status", status, default, ("duplicate", OutcomeKind.Duplicate), ("conflict", OutcomeKind.Conflict), ("rejected", OutcomeKind.Rejected));
        var filter = await ReadFilterAsync(context, caller, check, store, customers);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.List(await new Outcomes(store).FindAsync(caller.Tenant, kind, filter, list.Page, context.RequestAborted), OutcomeResponse.Of);
    }

    private static async Task<IResult> CountAsync(HttpContext context, Caller caller, FateCounts counts)
    {
        var check = new Check();
        var period = UsageQuery.ReadPeriod(context.Request, check, "from", "to");
        check.That(period.End - period.Start <= Duration.FromDays(MaxCountDays), "to", $"It must be at most {MaxCountDays} days after from.", "OUT_OF_RANGE");
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Json(new FateCountsResponse(await counts.ReadAsync(caller.Tenant, period, context.RequestAborted)));
    }

    private static async Task<IResult> ReplayAsync(Caller caller, string id, RejectedReplay replay, TimeProvider time, CancellationToken cancellation) =>
        EventId.TryParse(id, out var parsed)
            ? Answers.Of(
                await replay.ReplayAsync(caller.Tenant, parsed, time.GetInstant(), cancellation), replayed => new ReplayResponse(replayed.ToString()), StatusCodes.Status202Accepted)
            : Refusal.NotFound("USAGE_EVENT", id).ToProblem();

    private static async Task<IResult> ReplayManyAsync(
        HttpContext context, Caller caller, string? limit, string? after, RejectedReplay replay, IDocumentStore store, CustomerDirectory customers, TimeProvider time)
    {
        var check = new Check();
        var filter = await ReadFilterAsync(context, caller, check, store, customers);
        var count = DefaultReplays;
        check.That(
            limit is null || (int.TryParse(limit, out count) && count is >= 1 and <= RejectedReplay.MaxLimit),
            "limit",
            $"A whole number from 1 to {RejectedReplay.MaxLimit} is expected.");
        check.That(after is null || (after.Length is > 0 and <= 100 && after.All(c => char.IsAsciiDigit(c) || c is '.' or ':')), "after", "A nextPageToken is expected.");
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Json(
                ReplayAllResponse.Of(await replay.ReplayAsync(caller.Tenant, filter, count, after, time.GetInstant(), context.RequestAborted)),
                StatusCodes.Status202Accepted);
    }

    private static async Task<OutcomeFilter> ReadFilterAsync(
        HttpContext context, Caller caller, Check check, IDocumentStore store, CustomerDirectory customers)
    {
        var query = context.Request.Query;
        var metric = query["billableMetricId"].FirstOrDefault();
        var found = Id<Metric>.TryParse(metric, out var id) ? await store.ReadAsync<Metric>($"{caller.Tenant}/catalog", $"{id}", context.RequestAborted) : null;
        check.That(metric is null || found is not null, "billableMetricId", "There is no such metric.", "BILLABLE_METRIC_NOT_FOUND");
        return new OutcomeFilter
        {
            EnqueuedIn = UsageQuery.ReadOptionalPeriod(context.Request, check, "from", "to"),
            Code = query["code"].FirstOrDefault(),
            Subjects = query["customerId"].FirstOrDefault() is { Length: > 0 } named
                ? OutcomeFilter.SubjectsOf(caller.Tenant, named, await customers.ResolveAsync(caller.Tenant, named, context.RequestAborted))
                : null,
            Metric = found?.Value,
        };
    }
}
