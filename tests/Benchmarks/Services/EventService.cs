using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>
/// The least of a service around a store: one route on Kestrel, <c>POST /events</c>, which answers 202 once the store has answered.
/// </summary>
internal static class EventService
{
    internal const string Path = "/events";

    /// <summary>Serves until standard input ends.</summary>
    /// <param name="keep">Keeps the events of a body, and makes the answer.</param>
    internal static async Task RunAsync(Func<ReadOnlyMemory<byte>, Task<byte[]>> keep)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var web = builder.Build();
        web.MapPost(Path, (RequestDelegate)(context => AnswerAsync(context, keep)));
        await web.StartAsync();

        // What was answered is counted: there is nothing to wait for.
        await ChildLoop.RunAsync(() => Task.CompletedTask, web.Urls.First());
        await web.StopAsync();
    }

    private static async Task AnswerAsync(HttpContext context, Func<ReadOnlyMemory<byte>, Task<byte[]>> keep)
    {
        var input = context.Request.BodyReader;
        var body = (await input.ReadAtLeastAsync((int)context.Request.ContentLength!)).Buffer;
        try
        {
            var answer = await keep(body.IsSingleSegment ? body.First : body.ToArray());
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        finally
        {
            input.AdvanceTo(body.End);
        }
    }
}
