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
        return Task.CompletedTask;
    }

    private static OpenApiSecurityScheme Bearer(string description) =>
        new() { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = description };
}
