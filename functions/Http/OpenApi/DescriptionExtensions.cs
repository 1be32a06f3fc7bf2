using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tallystick.Http.OpenApi;

/// <summary>Says what endpoints answer; the problems that they may answer follow from what they take.</summary>
public static class DescriptionExtensions
{
    /// <summary>A success as JSON of a type.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder builder, int status = StatusCodes.Status200OK) =>
        builder.Produces<T>(status, "application/json");
}
