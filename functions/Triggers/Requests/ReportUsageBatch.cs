using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Http.Hosting;

namespace Tallystick.Triggers.Requests;

/// <summary><c>POST /v0/usage/batch</c>: up to 1,000 usage events.</summary>
public sealed class ReportUsageBatch(ApiPipeline api)
{
    /// <summary>Answers a request.</summary>
    [Function(nameof(ReportUsageBatch))]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v0/usage/batch")] HttpRequest request) => api.ForwardAsync(request);
}
