using System.Globalization;
using System.Net;
using Microsoft.Azure.Cosmos;
using Tallystick.Core.Storage;

namespace Tallystick.Cloud.Cosmos;

/// <summary>What the service's answers mean to the callers of a document store.</summary>
internal static class CosmosAnswer
{
    /// <summary>True where there is no such document; a container that is missing is another thing, and says so by its sub-status.</summary>
    public static bool IsMissing(HttpStatusCode status, Headers headers) => status == HttpStatusCode.NotFound && SubStatusOf(headers) == 0;

    /// <summary>True where the answer is that the condition of a write did not hold.</summary>
    public static bool IsUnmet(DocumentWriteKind kind, HttpStatusCode status, Headers headers) => kind switch
    {
        DocumentWriteKind.Create => status == HttpStatusCode.Conflict,
        DocumentWriteKind.Put => false,
        _ => status == HttpStatusCode.PreconditionFailed || IsMissing(status, headers),
    };

    /// <summary>The failure of a batch that is not a condition.</summary>
    public static Exception FailureOf(TransactionalBatchResponse response)
    {
        var subStatus = SubStatusOf(response.Headers);
        var failure = new CosmosException(response.ErrorMessage ?? "The batch failed.", response.StatusCode, subStatus, response.ActivityId, response.RequestCharge);
        return StoreFailures.IsPassing((int)response.StatusCode, subStatus)
            ? StoreFailures.ToUnavailable(failure, CosmosDocumentStore.Name, response.RetryAfter)
            : failure;
    }

    private static int SubStatusOf(Headers headers) =>
        headers.TryGetValue("x-ms-substatus", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
