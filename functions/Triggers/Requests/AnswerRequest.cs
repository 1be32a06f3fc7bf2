using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Http.Hosting;

namespace Tallystick.Triggers.Requests;

/// <summary>Every other route and method of the API. Routes that see much traffic have functions of their own, so that they are counted and timed apart.</summary>
public sealed class AnswerRequest(ApiPipeline api)
{
    /// <summary>Answers a request.</summary>
    [Function(nameof(AnswerRequest))]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request) => api.ForwardAsync(request);
}
