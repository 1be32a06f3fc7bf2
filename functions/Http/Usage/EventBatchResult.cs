using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Usage.Responses;

namespace Tallystick.Http.Usage;

/// <summary>
/// The answer to a batch of events, in the words of <see cref="BatchResponse{T}"/> of <see cref="EventResponse"/>. Written by hand, straight
/// from the receipts: a serializer with an object and an id's text for each event costs more than all else that is done for the request.
/// </summary>
internal sealed class EventBatchResult(IReadOnlyList<EventResult> results) : IResult
{
    private const int LongestTime = 40;
    private static readonly JsonWriterOptions Options = new() { Encoder = HttpJson.Options.Encoder, SkipValidation = true };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var failed = results.Count(result => result.Refusal is not null);
        var response = httpContext.Response;
        response.StatusCode = failed == 0 ? StatusCodes.Status202Accepted : StatusCodes.Status207MultiStatus;
        response.ContentType = "application/json; charset=utf-8";
        await using (var writer = new Utf8JsonWriter(response.BodyWriter, Options))
        {
            Write(writer, failed);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer, int failed)
    {
        writer.WriteStartObject();
        writer.WriteString("object"u8, "batchEvents"u8);
        writer.WriteStartArray("successful"u8);
        foreach (var result in results)
        {
            if (result.Receipt is { } receipt)
            {
                Write(writer, receipt);
            }
        }

        writer.WriteEndArray();
        writer.WritePropertyName("failed"u8);
        JsonSerializer.Serialize(writer, BatchFailure.Of(results), HttpJson.Options);
        writer.WritePropertyName("summary"u8);
        JsonSerializer.Serialize(writer, new BatchSummary(results.Count, results.Count - failed, failed), HttpJson.Options);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, UsageReceipt receipt)
    {
        Span<char> id = stackalloc char[EventId.TextLength];
        receipt.Id.Format(id);
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("object"u8, "event"u8);
        writer.WriteString("type"u8, receipt.Usage.Type);
        writer.WriteString("source"u8, receipt.Usage.Source);
        writer.WriteString("subject"u8, receipt.Account.ExternalId ?? receipt.Account.Subject);
        writer.WriteString("idempotencyKey"u8, receipt.Usage.Key);
        Write(writer, "timestamp"u8, receipt.Usage.OccurredAt);
        Write(writer, "createdAt"u8, receipt.AcceptedAt);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, NodaTime.Instant instant)
    {
        Span<byte> text = stackalloc byte[LongestTime];
        writer.WriteString(name, text[..Timestamps.Format(instant, text)]);
    }
}
