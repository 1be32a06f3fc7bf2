using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Http.Hosting;

namespace Tallystick.Triggers.Requests;

/// <summary><c>POST /v0/usage</c>: one usage event.</summary>
public sealed class ReportUsage(ApiPipeline api)
{
    /// <summary>Answers a request.</summary>
    [Function(nameof(ReportUsage))]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v0/usage")] HttpRequest request) => api.ForwardAsync(request);
}
