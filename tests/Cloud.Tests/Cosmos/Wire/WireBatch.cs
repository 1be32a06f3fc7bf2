using System.Net;
using System.Net.Http.Headers;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>Transactional batches: all operations or none.</summary>
internal static class WireBatch
{
    private const int MaxOperations = 100;

    public static HttpResponseMessage Answer(WireContainer items, string partition, byte[] body)
    {
        var operations = WireBatchRows.Read(body);
        if (operations.Count > MaxOperations)
        {
            return WireAnswer.Failure(HttpStatusCode.BadRequest);
        }

        var results = items.All(operations.Select<WireOperation, Func<WireContainer, WireResult>>(operation => on => operation.CarryOut(on, partition)));
        var failed = (int)results[^1].Status >= 400;
        if (failed)
        {
            var failure = results[^1];
            results = [.. operations.Select((_, i) => i == results.Count - 1 ? failure : new WireResult(HttpStatusCode.FailedDependency))];
        }

        var answer = WireAnswer.Of(failed ? HttpStatusCode.MultiStatus : HttpStatusCode.OK, WireBatchRows.Write(results), charge: results.Sum(result => result.Charge));
        answer.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return answer;
    }
}
