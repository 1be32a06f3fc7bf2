using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tallystick.Http.Usage.Responses;

namespace Tallystick.Http.Usage;

/// <summary>The answer to a batch of events, in the words of <see cref="BatchResponse{T}"/> of <see cref="EventResponse"/>.</summary>
internal sealed class EventBatchResult(IReadOnlyList<EventResult> results) : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = HttpJson.Options.Encoder, SkipValidation = true };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var failed = BatchFailure.Of(results);
        var response = httpContext.Response;
        response.StatusCode = failed.Count == 0 ? StatusCodes.Status202Accepted : StatusCodes.Status207MultiStatus;
        response.ContentType = "application/json; charset=utf-8";
        Write(response.BodyWriter, failed);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(IBufferWriter<byte> output, IReadOnlyList<BatchFailure> failed)
    {
        output.Write("{\"object\":\"batchEvents\",\"successful\":["u8);
        var successful = 0;
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Receipt is { } receipt)
            {
                if (successful++ > 0)
                {
                    output.Write(","u8);
                }

                ReceiptJson.Write(output, receipt);
            }
        }

        output.Write("],\"failed\":"u8);
        using var writer = new Utf8JsonWriter(output, Options);
        JsonSerializer.Serialize(writer, failed, HttpJson.Options);
        output.Write(",\"summary\":"u8);
        writer.Reset();
        JsonSerializer.Serialize(writer, new BatchSummary(results.Count, successful, failed.Count), HttpJson.Options);
        output.Write("}"u8);
    }
}
