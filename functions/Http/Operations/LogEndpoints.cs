using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Usage;
using Tallystick.Http.Binding;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Operations;

/// <summary>What the operator of this installation may want to know of the event log.</summary>
internal static class LogEndpoints
{
    public static void MapLog(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/log").WithTags("Log").RequireOperator();
        group.MapGet("/unreadable", ListUnreadableAsync)
            .WithSummary("List the records of the event log that hold no events").Answers<ListResponse<UnreadableRecordResponse>>();
    }

    private static async Task<IResult> ListUnreadableAsync(ListQuery query, UnreadableRecords records, CancellationToken cancellation) =>
        Answers.List(await records.ListAsync(query.Page, cancellation), UnreadableRecordResponse.Of);
}
