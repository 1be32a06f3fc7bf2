using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Tallystick.Core.Storage;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Binding;

/// <summary>The query members <c>limit</c> (1 to 100, 10 unless given) and <c>offset</c> (0 or more), as a parameter of an endpoint.</summary>
/// <param name="Page">What is asked for.</param>
public sealed record ListQuery(PageRequest Page) : IBindableFromHttpContext<ListQuery>, IEndpointParameterMetadataProvider
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 100;

    /// <inheritdoc/>
    public static ValueTask<ListQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var check = new Check();
        var limit = Read(check, context.Request, "limit", DefaultLimit, 1, MaxLimit);
        var offset = Read(check, context.Request, "offset", 0, 0, int.MaxValue);
        return check.Refusal is { } refused
            ? throw new RefusalException(refused)
            : ValueTask.FromResult<ListQuery?>(new ListQuery(new PageRequest(limit, offset)));
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryMetadata("limit", "How many at most, 1 to 100; 10 unless given."));
        builder.Metadata.Add(new QueryMetadata("offset", "How many to pass over, 0 or more."));
    }

    private static int Read(Check check, HttpRequest request, string name, int otherwise, int min, int max)
    {
        if (!request.Query.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        var valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max;
        check.That(valid, name, max == int.MaxValue ? $"A whole number of at least {min} is expected." : $"A whole number from {min} to {max} is expected.");
        return valid ? value : otherwise;
    }
}
