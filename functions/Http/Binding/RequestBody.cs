using System.Buffers;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Binding;

/// <summary>The bytes of a request's body: read once, bounded, known to be UTF-8.</summary>
public static class RequestBody
{
    /// <summary>The most bytes that are taken.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const long MaxDiscardedBytes = 16 * 1024 * 1024;

    /// <summary>The body; read from the connection at the first call.</summary>
    /// <remarks>Its refusals (413, 400) are answered by the problem middleware.</remarks>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<ReadBody>() is { } read)
        {
            return read.Bytes;
        }

        var body = context.Request.ContentLength switch
        {
            > MaxBytes => throw await RefuseAsync(context),
            { } length => await ReadKnownAsync(context, (int)length),
            null => await ReadChunkedAsync(context),
        };
        if (!Utf8.IsValid(body.Span))
        {
            throw new RefusalException(JsonBody.Refuse("INVALID_UTF8", "The body is not valid UTF-8."));
        }

        context.Features.Set(new ReadBody(body));
        return body;
    }

    /// <summary>Refuses a body that says to be of no type among these; the parameters after a <c>;</c> may only name UTF-8.</summary>
    public static void DemandMediaType(HttpRequest request, params ReadOnlySpan<string> allowed)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !allowed.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RefusalException(new Refusal(
                RefusalKind.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", $"Content-Type must be {string.Join(" or ", allowed!)}."));
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadKnownAsync(HttpContext context, int length)
    {
        // Taken back when the answer has been sent: what is made of a body lives no longer than its request.
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        context.Response.RegisterForDispose(new Loan(buffer));
        var count = await context.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, length), length, throwOnEndOfStream: false, context.RequestAborted);
        return buffer.AsMemory(0, count);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadChunkedAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            if (result.Buffer.Length > MaxBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                throw await RefuseAsync(context);
            }

            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>Reads on, up to a bound, before a body is refused: a connection that is closed over unread bytes is reset, and the caller
    /// may never see the refusal. Who asks first (<c>Expect: 100-continue</c>) has not sent it yet.</summary>
    private static async ValueTask<RefusalException> RefuseAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var isCompleted = context.Request.Headers.Expect.Count > 0;
        for (long discarded = 0; discarded < MaxDiscardedBytes && !isCompleted;)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            (discarded, isCompleted) = (discarded + result.Buffer.Length, result.IsCompleted);
            reader.AdvanceTo(result.Buffer.End);
        }

        return new(new Refusal(RefusalKind.TooLarge, "BODY_TOO_LARGE", $"The body is larger than {MaxBytes} bytes."));
    }

    private sealed class Loan(byte[] buffer) : IDisposable
    {
        public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
    }

    private sealed record ReadBody(ReadOnlyMemory<byte> Bytes);
}
