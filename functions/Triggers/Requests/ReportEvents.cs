using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Http.Hosting;

namespace Tallystick.Triggers.Requests;

/// <summary><c>POST /v0/events</c>: typed events and CloudEvents.</summary>
public sealed class ReportEvents(ApiPipeline api)
{
    /// <summary>Answers a request.</summary>
    [Function(nameof(ReportEvents))]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v0/events")] HttpRequest request) => api.ForwardAsync(request);
}
