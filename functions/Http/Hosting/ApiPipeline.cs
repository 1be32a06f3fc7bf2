using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tallystick.Http.Hosting;

/// <summary>The whole API as one request delegate, for a host that has a server and a routing of its own.</summary>
/// <param name="services">The services that the API was registered with.</param>
public sealed class ApiPipeline(IServiceProvider services)
{
    private readonly RequestDelegate handle = Build(services);

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        // Routing passes over a request that has an endpoint already, and the host's routing has given it one.
        var (hosts, values) = (context.GetEndpoint(), context.Request.RouteValues);
        context.SetEndpoint(null);
        context.Request.RouteValues = [];
        try
        {
            await handle(context);
        }
        finally
        {
            context.SetEndpoint(hosts);
            context.Request.RouteValues = values;
        }
    }

    private static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseTallyApi();
        app.UseEndpoints(routes => routes.MapTallyApi());
        return app.Build();
    }
}
