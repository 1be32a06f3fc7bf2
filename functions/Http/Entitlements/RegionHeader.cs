using System.Buffers;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Entitlements;

/// <summary>The region that a request names, as a parameter of an endpoint: <c>X-Paygentic-Region</c> or <c>Tally-Region</c>.</summary>
/// <param name="Name">1 to 64 of <c>[a-z0-9-]</c>; <see cref="Local"/> where none is named.</param>
internal sealed record RegionHeader(string Name) : IBindableFromHttpContext<RegionHeader>
{
    public const string Local = "local";

    private const int MaxLength = 64;
    private static readonly string[] Headers = ["Tally-Region", "X-Paygentic-Region"];
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static ValueTask<RegionHeader?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        foreach (var header in Headers)
        {
            if (context.Request.Headers.TryGetValue(header, out var values))
            {
                var name = values.ToString();
                return name.Length is >= 1 and <= MaxLength && !name.AsSpan().ContainsAnyExcept(Allowed)
                    ? ValueTask.FromResult<RegionHeader?>(new RegionHeader(name))
                    : throw new RefusalException(Refusal.Invalid(header, "1 to 64 of a-z, 0-9 and - are expected.", "INVALID_REGION"));
            }
        }

        return ValueTask.FromResult<RegionHeader?>(new RegionHeader(Local));
    }
}
