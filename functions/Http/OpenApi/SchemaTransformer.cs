using System.ComponentModel;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Usage.Requests;

namespace Tallystick.Http.OpenApi;

/// <summary>Describes the types that converters of ours write.</summary>
internal sealed class SchemaTransformer : IOpenApiSchemaTransformer
{
    private static readonly Dictionary<Type, (string? Format, string? Description, string? Pattern)> Texts = new()
    {
        [typeof(decimal)] = ("decimal", "A decimal number; a JSON number is taken too.", "^-?[0-9]+(\\.[0-9]+)?$"),
        [typeof(Instant)] = ("date-time", "RFC 3339 with an offset.", null),
        [typeof(Duration)] = ("duration", "ISO 8601 without months and years.", null),
        [typeof(BillingCadence)] = ("duration", "P1D, P1W, P1M, P3M or P1Y.", "^(P1D|P1W|P1M|P3M|P1Y)$"),
        [typeof(Currency)] = (null, "A currency of ISO 4217.", "^[A-Z]{3}$"),
        [typeof(PropertyPath)] = (null, "A path into an event's data: $.a.b", null),
    };

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var declared = context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (Texts.TryGetValue(type, out var text))
        {
            // Of these only decimals are described where they stand; the others once, and their absence beside the reference.
            Describe(schema, type == typeof(decimal) && declared != type, text);
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
        {
            var prefix = (string)type.GetGenericArguments()[0].GetProperty(nameof(IIdentified.IdPrefix))!.GetValue(null)!;
            Describe(schema, nullable: false, (null, null, $"^{prefix}_[a-zA-Z0-9]{{1,64}}$"));
        }
        else if (schema.Properties is not null)
        {
            DescribeMembers(schema, context.JsonTypeInfo);
        }

        return Task.CompletedTask;
    }

    private static void DescribeMembers(OpenApiSchema schema, JsonTypeInfo type)
    {
        var members = type.Properties;
        var isAnswer = type.Type.Name.Contains("Response", StringComparison.Ordinal);
        foreach (var leftOut in members.Where(member => isAnswer ? IsLeftOut(member) : IsLeftOut(member) || member.IsGetNullable))
        {
            schema.Required?.Remove(leftOut.Name);
        }

        // Comments of members whose type has a converter are lost on the way: an attribute says the same.
        foreach (var told in members)
        {
            if (told.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute description]
                && schema.Properties!.TryGetValue(told.Name, out var described))
            {
                described.Description = description.Description;
            }
        }

        if (type.Type.Name.EndsWith("Request", StringComparison.Ordinal) && type.Type.Namespace != typeof(ReportUsageRequest).Namespace
            && !type.Type.IsDefined(typeof(JsonUnmappedMemberHandlingAttribute), inherit: false))
        {
            schema.AdditionalPropertiesAllowed = false;
        }

        if (schema.Properties!.TryGetValue("object", out var member) && member is OpenApiSchema name)
        {
            name.Type = JsonSchemaType.String;
            name.Description = "What this is.";
        }
    }

    private static bool IsLeftOut(JsonPropertyInfo member) => member.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: false) == true;

    private static void Describe(OpenApiSchema schema, bool nullable, (string? Format, string? Description, string? Pattern) text)
    {
        schema.Type = nullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Properties = null;
        schema.Format = text.Format;
        schema.Description ??= text.Description;
        schema.Pattern = text.Pattern;
    }
}
