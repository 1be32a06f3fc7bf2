using Microsoft.AspNetCore.Http;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.Http;

/// <summary>What the domain decided, as an answer.</summary>
public static class Answers
{
    /// <summary>A value as JSON.</summary>
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, HttpJson.Options, statusCode: status);

    /// <summary>The value as JSON, or the refusal as a problem.</summary>
    public static IResult Of<T, TResponse>(Result<T> result, Func<T, TResponse> map, int status = StatusCodes.Status200OK) =>
        result.TryGet(out var value, out var refused) ? Json(map(value), status) : refused.ToProblem();

    /// <summary>A part of a list.</summary>
    public static IResult List<T, TResponse>(Page<T> page, Func<T, TResponse> map) =>
        Json(new ListResponse<TResponse>([.. page.Items.Select(map)], new Pagination(page.Request.Limit, page.Request.Offset, page.Total)));
}
