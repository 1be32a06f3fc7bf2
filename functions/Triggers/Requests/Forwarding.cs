using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Tallystick.Http.Hosting;

namespace Tallystick.Triggers.Requests;

/// <summary>Hands a trigger's request to the API.</summary>
internal static class Forwarding
{
    // The API knows its callers by their keys, so the triggers ask for none of the host's. The answer is written when this returns; the
    // result that does nothing says so to the host.
    public static async Task<IActionResult> ForwardAsync(this ApiPipeline api, HttpRequest request)
    {
        await api.HandleAsync(request.HttpContext);
        return new EmptyResult();
    }
}
