using System.Net;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>Requests about items, by their paths, methods and headers.</summary>
internal static class WireItems
{
    public static HttpResponseMessage Answer(WireContainer items, string[] path, WireRequest call, int pageSize)
    {
        if (call.Body.Length > WireContainer.MaxRequest)
        {
            return WireAnswer.Failure(HttpStatusCode.RequestEntityTooLarge);
        }

        if (call.Partition is not { } partition)
        {
            return WireAnswer.Failure(HttpStatusCode.BadRequest);
        }

        return (path, call.Method) switch
        {
            (["docs"], "POST") when call.IsBatch => WireBatch.Answer(items, partition, call.Body),
            (["docs"], "POST") when call.IsQuery => WireQuery.Read(call.Body).Answer(items, partition, call.Continuation, pageSize),
            (["docs"], "POST") when call.IsUpsert => WireAnswer.Of(items.Upsert(partition, call.Body, call.IfMatch)),
            (["docs"], "POST") when call.IsQueryPlan => WireQueryPlan.Answer(),
            (["docs"], "POST") => WireAnswer.Of(items.Create(partition, call.Body)),
            (["docs", var id], "GET") => Unless(items.Read(partition, id), call.IfNoneMatch),
            (["docs", var id], "PUT") => WireAnswer.Of(items.Replace(partition, id, call.Body, call.IfMatch)),
            (["docs", var id], "DELETE") => WireAnswer.Of(items.Delete(partition, id, call.IfMatch)),
            _ => throw new NotSupportedException($"The model knows no {call.Method} {string.Join('/', path)}."),
        };
    }

    private static HttpResponseMessage Unless(WireResult read, string? ifNoneMatch) =>
        read.Item is { } item && item.ETag == ifNoneMatch ? WireAnswer.Of(HttpStatusCode.NotModified, default, item.ETag) : WireAnswer.Of(read);
}
