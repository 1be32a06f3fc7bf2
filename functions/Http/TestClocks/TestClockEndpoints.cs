using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.TestClocks;

/// <summary>Time that goes when it is told to, in test mode.</summary>
internal static class TestClockEndpoints
{
    // Within this the calendar, the JSON and the time zones agree; nobody tests billing beyond.
    private static readonly Instant Earliest = Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);
    private static readonly Duration MaxAdvance = Duration.FromDays(3660);

    public static void MapTestClocks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/testClocks").WithTags("Test clocks");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a test clock; test mode only").Answers<TestClockResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List test clocks, newest first").Answers<ListResponse<TestClockResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A test clock").Answers<TestClockResponse>();
        group.MapPatch("/{id}", MoveAsync).RequireScope(Scope.Admin)
            .WithSummary("Move a test clock forward; answers when what became due is done").Answers<TestClockResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<TestClockRequest> body, Core.Customers.TestClocks clocks, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var start = check.Required("currentTime", body.Value.CurrentTime);
        var name = check.OptionalText("name", body.Value.Name, 100);
        CheckTime(check, body.Value.CurrentTime);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await clocks.CreateAsync(caller.Tenant, name, start, time.GetInstant(), cancellation), TestClockResponse.Of, 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, Core.Customers.TestClocks clocks, CancellationToken cancellation) =>
        Answers.List(await clocks.PageAsync(caller.Tenant, query.Page, cancellation), TestClockResponse.Of);

    private static async Task<IResult> GetAsync(Caller caller, string id, Core.Customers.TestClocks clocks, CancellationToken cancellation) =>
        Answers.Of(await clocks.GetAsync(caller.Tenant, id, cancellation), TestClockResponse.Of);

    private static async Task<IResult> MoveAsync(
        Caller caller, string id, Body<TestClockMoveRequest> body, TestClockMover mover, CancellationToken cancellation)
    {
        var check = new Check();
        check.That(body.Value.AdvanceBy is null != body.Value.CurrentTime is null, "advanceBy", "Either advanceBy or currentTime is expected.", "REQUIRED");
        var by = check.OptionalDuration("advanceBy", body.Value.AdvanceBy) ?? Duration.Zero;
        check.That(by >= Duration.Zero && by <= MaxAdvance, "advanceBy", "A duration from zero to ten years is expected.", "OUT_OF_RANGE");
        CheckTime(check, body.Value.CurrentTime);
        return check.Refusal is { } refused || !Ids.Parse<TestClock>(id, "TEST_CLOCK").TryGet(out var clock, out refused)
            ? refused.ToProblem()
            : Answers.Of(
                await mover.MoveAsync(caller.Tenant, clock, shown => Instant.Min(body.Value.CurrentTime ?? shown + by, Latest), cancellation),
                TestClockResponse.Of);
    }

    private static void CheckTime(Check check, Instant? time) =>
        check.That(time is null || (time >= Earliest && time <= Latest), "currentTime", "A time from 2000 to 2200 is expected.", "OUT_OF_RANGE");
}
