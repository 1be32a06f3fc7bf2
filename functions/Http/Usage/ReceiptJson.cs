using System.Buffers;
using Tallystick.Core.Usage;
using Tallystick.Http.Usage.Responses;

namespace Tallystick.Http.Usage;

/// <summary>
/// A receipt in the words of <see cref="EventResponse"/>. Written by hand: a serializer with an object and an id's text for each event costs more
/// than all else that is done for the request.
/// </summary>
internal static class ReceiptJson
{
    // Names, punctuation, id and times.
    private const int FixedLength = 256;

    internal static void Write(IBufferWriter<byte> output, UsageReceipt receipt)
    {
        var usage = receipt.Usage;
        var subject = receipt.Account.ExternalId ?? receipt.Account.Subject;
        var characters = (usage.Type?.Length ?? 0) + (usage.Source?.Length ?? 0) + subject.Length + usage.Key.Length;
        var json = new JsonCursor(output.GetSpan(FixedLength + (JsonCursor.LongestCharacter * characters)));
        Span<char> id = stackalloc char[EventId.TextLength];
        receipt.Id.Format(id);
        json.Raw("{\"id\":"u8);
        json.Text(id);
        json.Raw(",\"object\":\"event\",\"type\":"u8);
        json.TextOrNull(usage.Type);
        json.Raw(",\"source\":"u8);
        json.TextOrNull(usage.Source);
        json.Raw(",\"subject\":"u8);
        json.Text(subject);
        json.Raw(",\"idempotencyKey\":"u8);
        json.Text(usage.Key);
        json.Raw(",\"timestamp\":"u8);
        json.Time(usage.OccurredAt);
        json.Raw(",\"createdAt\":"u8);
        json.Time(receipt.AcceptedAt);
        json.Raw("}"u8);
        output.Advance(json.Length);
    }
}
