using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.Security;

namespace Tallystick.Http.OpenApi;

/// <summary>Adds to each operation what its endpoint's metadata say: body, query, header, key, and the problems that follow from them.</summary>
internal sealed class OperationTransformer : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var access = metadata.OfType<Access>().LastOrDefault()?.Kind ?? AccessKind.Tenant;
        operation.Parameters ??= [];
        foreach (var query in metadata.OfType<QueryMetadata>())
        {
            // The framework knows those that endpoints take as arguments, but not what they mean.
            if (operation.Parameters.FirstOrDefault(known => known.Name == query.Name && known.In == ParameterLocation.Query) is { } bare)
            {
                operation.Parameters.Remove(bare);
            }

            operation.Parameters.Add(Parameter(query.Name, ParameterLocation.Query, query.Description));
        }

        var idempotent = context.Description.HttpMethod == "POST" && access == AccessKind.Tenant && !metadata.OfType<WithoutIdempotencyKey>().Any();
        if (idempotent)
        {
            operation.Parameters.Add(Parameter("Idempotency-Key", ParameterLocation.Header, "At most 255 characters: the same key and body get the first answer again."));
        }

        var bodies = metadata.OfType<BodyMetadata>().ToList();
        if (bodies.Count > 0)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>() };
            foreach (var body in bodies)
            {
                var schema = await ReferenceAsync(body.Type, context, cancellationToken);
                operation.RequestBody.Content![body.MediaType] = new OpenApiMediaType { Schema = schema };
            }
        }

        await AddProblemsAsync(operation, context, access, operation.RequestBody is not null, idempotent, cancellationToken);
        if (access != AccessKind.Anyone)
        {
            var scheme = access == AccessKind.Operator ? DocumentTransformer.OperatorScheme : DocumentTransformer.BearerScheme;
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] }];
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation location, string description) => new()
    {
        Name = name,
        In = location,
        Description = description,
        Schema = new OpenApiSchema { Type = name is "limit" or "offset" ? JsonSchemaType.Integer : JsonSchemaType.String },
    };

    /// <summary>A reference to the type's schema, which stands in the document once.</summary>
    private static async Task<OpenApiSchemaReference> ReferenceAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(type.Name) != true)
        {
            document.AddComponent(type.Name, (IOpenApiSchema)await context.GetOrCreateSchemaAsync(type, null, cancellation));
        }

        return new OpenApiSchemaReference(type.Name, document);
    }

    private static async Task AddProblemsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, AccessKind access, bool takesBody, bool idempotent, CancellationToken cancellation)
    {
        var schema = await ReferenceAsync(typeof(Problem), context, cancellation);
        var problems = new List<(string Status, string Text, bool Applies)>
        {
            ("400", "A field breaks a rule", takesBody || operation.Parameters!.Count > 0),
            ("401", "No valid key", access != AccessKind.Anyone),
            ("403", "The key does not allow this", access == AccessKind.Tenant),
            ("404", "There is no such thing", context.Description.RelativePath!.Contains('{', StringComparison.Ordinal)),
            ("409", "The state of the thing does not allow this", context.Description.HttpMethod is not "GET"),
            ("413", "The body is too large", takesBody),
            ("415", "The body is of another media type", takesBody),
            ("422", "The Idempotency-Key was used with another body", idempotent),
            ("503", "Not possible at this moment", true),
        };
        operation.Responses ??= [];
        foreach (var (status, text, _) in problems.Where(problem => problem.Applies))
        {
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, OpenApiMediaType> { [Problems.MediaType] = new() { Schema = schema } },
            });
        }
    }
}
