using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Operations;

/// <summary>The commands that workers could not do, for the operator of this installation.</summary>
internal static class DeadCommandEndpoints
{
    // The list is of those that are looked at, and not of all that there may be.
    private const int MaxListed = 1000;
    private const int MaxReplayed = 1000;

    public static void MapDeadCommands(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/deadCommands").WithTags("Commands").RequireOperator();
        group.MapGet("", ListAsync)
            .WithSummary("List the commands that could not be done, the oldest thousand").Answers<ListResponse<DeadCommandResponse>>();
        group.MapPost("/replay", ReplayAllAsync).IgnoreIdempotencyKey()
            .WithSummary("Have commands done again that could not be done: up to a thousand a call, the oldest first").Answers<CommandReplayResponse>();
        group.MapPost("/{id}/replay", ReplayAsync).IgnoreIdempotencyKey()
            .WithSummary("Have a command done again that could not be done").Answers<CommandReplayResponse>();
    }

    private static async Task<IResult> ListAsync(ListQuery query, ICommandQueue commands, CancellationToken cancellation)
    {
        var all = await commands.DeadLettersAsync(MaxListed, cancellation);
        var page = new Page<DeadCommand>([.. all.Skip(query.Page.Offset).Take(query.Page.Limit)], query.Page, all.Count);
        return Answers.List(page, DeadCommandResponse.Of);
    }

    private static async Task<IResult> ReplayAllAsync(ICommandQueue commands, CancellationToken cancellation) =>
        Answers.Json(new CommandReplayResponse(await commands.ReplayAsync(null, MaxReplayed, cancellation)));

    private static async Task<IResult> ReplayAsync(string id, ICommandQueue commands, CancellationToken cancellation)
    {
        var replayed = await commands.ReplayAsync(id, MaxReplayed, cancellation);
        return replayed > 0 ? Answers.Json(new CommandReplayResponse(replayed)) : Refusal.NotFound("COMMAND", id).ToProblem();
    }
}
