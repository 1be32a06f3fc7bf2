using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tallystick.Http.OpenApi;

/// <summary>The head of the API description.</summary>
internal sealed class DocumentTransformer : IOpenApiDocumentTransformer
{
    public const string BearerScheme = "bearer";
    public const string OperatorScheme = "operator";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Tallystick",
            Version = "v0",
            Description = "Meters the use of an API and turns it into invoices that can be proved.",
        };
        document.Servers = []; // Addresses are relative to where this document was read.
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [BearerScheme] = Bearer("An API key: sk_live_… or sk_test_…."),
            [OperatorScheme] = Bearer("The operator key."),
        };
        foreach (var (_, schema) in document.Components.Schemas?.Where(schema => schema.Key.EndsWith("Request", StringComparison.Ordinal)) ?? [])
        {
            DemandWhatIsRequired(schema);
        }

        return Task.CompletedTask;
    }

    // Members of requests may be null, so that all that is missing can be told at once; their comments say what is required.
    private static void DemandWhatIsRequired(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema { Properties: { } members } request)
        {
            return;
        }

        request.Required ??= new HashSet<string>();
        foreach (var (name, member) in members.ToList())
        {
            // A reference that may be absent is described as one of nothing and the reference.
            var there = member.OneOf is [.., var reference] ? reference : member;
            if (there.Description?.EndsWith("Required.", StringComparison.Ordinal) == true)
            {
                request.Required.Add(name);
                members[name] = there;
                if (there is OpenApiSchema { Type: { } type } required)
                {
                    required.Type = type & ~JsonSchemaType.Null;
                }
            }

            DemandWhatIsRequired(there);
            DemandWhatIsRequired(there.Items ?? there);
        }
    }

    private static OpenApiSecurityScheme Bearer(string description) =>
        new() { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = description };
}
