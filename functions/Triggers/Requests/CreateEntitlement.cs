using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Http.Hosting;

namespace Tallystick.Triggers.Requests;

/// <summary><c>POST /v0/entitlements</c>: money set aside before the work is done.</summary>
public sealed class CreateEntitlement(ApiPipeline api)
{
    /// <summary>Answers a request.</summary>
    [Function(nameof(CreateEntitlement))]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v0/entitlements")] HttpRequest request) => api.ForwardAsync(request);
}
