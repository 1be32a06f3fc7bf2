using System.Text;
using Microsoft.AspNetCore.Http;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Security;

namespace Tallystick.Http.Idempotency;

/// <summary>Answers a POST that is made again under the same Idempotency-Key as the first was answered, without doing the work again.</summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, AnswerKeeper keeper)
{
    private const string Header = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotent-Replayed";
    private const int MaxLength = 255;

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.Request.Headers.TryGetValue(Header, out var keys)
        && context.Features.Get<Caller>() is { } caller
        && context.GetEndpoint()?.Metadata.GetMetadata<WithoutIdempotencyKey>() is null
            ? InvokeAsync(context, caller, keys.ToString())
            : next(context);

    private async Task InvokeAsync(HttpContext context, Caller caller, string key)
    {
        if (key.Length is 0 or > MaxLength || key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            await Problems.WriteAsync(context, Refusal.Invalid(Header, $"1 to {MaxLength} printable ASCII characters are expected.", "INVALID_IDEMPOTENCY_KEY"));
            return;
        }

        var body = await RequestBody.ReadAsync(context);
        var begin = await keeper.BeginAsync(caller.Tenant, context.Request.Path, key, body, context.RequestAborted);
        if (!begin.TryGet(out var begun, out var refused))
        {
            await Problems.WriteAsync(context, refused);
        }
        else if (begun.Answer is { } answer)
        {
            context.Response.StatusCode = answer.Status!.Value;
            context.Response.ContentType = answer.ContentType;
            context.Response.Headers[ReplayedHeader] = "true";
            await context.Response.WriteAsync(answer.Body ?? "", context.RequestAborted);
        }
        else
        {
            await AnswerFirstAsync(context, begun);
        }
    }

    // A request of a wrong form has done nothing: it may be mended and sent under its key.
    private static bool IsKept(int status) => status is < StatusCodes.Status500InternalServerError and not StatusCodes.Status400BadRequest;

    private async Task AnswerFirstAsync(HttpContext context, AnswerKeeper.Begun begun)
    {
        var connection = context.Response.Body;
        using var buffer = new MemoryStream();
        var answered = false;
        try
        {
            context.Response.Body = buffer;
            await next(context);
            answered = IsKept(context.Response.StatusCode);
        }
        catch (RefusalException refusal)
        {
            await Problems.WriteAsync(context, refusal.Refusal);
            answered = IsKept(context.Response.StatusCode);
        }
        finally
        {
            context.Response.Body = connection;
            if (!answered)
            {
                await keeper.GiveUpAsync(begun, CancellationToken.None);
            }
        }

        if (answered)
        {
            // Also for a caller who has gone: the next attempt is to find this answer.
            var text = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
            await keeper.FinishAsync(begun, context.Response.StatusCode, context.Response.ContentType, text, CancellationToken.None);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(connection, context.RequestAborted);
    }
}
