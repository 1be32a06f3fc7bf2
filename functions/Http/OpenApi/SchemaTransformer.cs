using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Http.OpenApi;

/// <summary>Describes the types that converters of ours write.</summary>
internal sealed class SchemaTransformer : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var declared = context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(decimal))
        {
            Text(schema, "decimal", "A decimal number; a JSON number is taken too.", "^-?[0-9]+(\\.[0-9]+)?$");
        }
        else if (type == typeof(Instant))
        {
            Text(schema, "date-time", "RFC 3339 with an offset.", null);
        }
        else if (type == typeof(Currency))
        {
            Text(schema, null, "A currency of ISO 4217.", "^[A-Z]{3}$");
        }
        else if (type == typeof(PropertyPath))
        {
            Text(schema, null, "A path into an event's data: $.a.b", null);
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
        {
            var prefix = (string)type.GetGenericArguments()[0].GetProperty(nameof(IIdentified.IdPrefix))!.GetValue(null)!;
            Text(schema, null, null, $"^{prefix}_[a-zA-Z0-9]{{1,64}}$");
        }

        return Task.CompletedTask;
    }

    private static void Text(OpenApiSchema schema, string? format, string? description, string? pattern)
    {
        schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null ?? JsonSchemaType.String);
        schema.Format = format;
        schema.Description ??= description;
        schema.Pattern = pattern;
    }
}
