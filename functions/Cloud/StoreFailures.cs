using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Azure.Messaging.EventHubs;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Cosmos;
using Tallystick.Cloud.EventHubs;
using Tallystick.Core.Storage;

namespace Tallystick.Cloud;

/// <summary>Tells failures that pass from those that need somebody, for every Azure service.</summary>
internal static class StoreFailures
{
    private const int NoAnswer = 0;
    private const int Forbidden = 403;
    private const int Timeout = 408;
    private const int Gone = 410;
    private const int TooManyRequests = 429;
    private const int RetryWith = 449;
    private const int ServerError = 500;

    // Of Cosmos DB: the write region is moving to another place.
    private const int WriteForbidden = 3;

    /// <summary>
    /// True where the service cannot answer now or nobody knows whether it did, and where there is no token for it now: a managed identity may be refused one
    /// for a moment. Missing rights, missing tables and malformed requests are not among these: waiting does not mend them.
    /// </summary>
    public static bool IsPassing(Exception exception, CancellationToken cancellation) => exception switch
    {
        RequestFailedException failed => IsPassing(failed.Status),
        CosmosException { StatusCode: HttpStatusCode.Unauthorized, InnerException: { } token } => IsPassing(token, cancellation),
        CosmosException failed => IsPassing((int)failed.StatusCode, failed.SubStatusCode),
        AuthenticationFailedException => true,
        HttpRequestException { StatusCode: null } => true, // Cosmos DB's client hands on what breaks its connections
        EventHubsException failed => EventHubFailures.IsPassing(failed),
        TimeoutException or SocketException => true, // of the clients that speak AMQP
        IOException => true, // an answer that broke off
        ServiceBusException failed => failed.IsTransient || failed.Reason is ServiceBusFailureReason.QuotaExceeded, // full, until some are done
        OperationCanceledException => !cancellation.IsCancellationRequested, // the client's own time-out
        AggregateException several => several.InnerExceptions.All(inner => IsPassing(inner, cancellation)), // one for each try
        _ => false,
    };

    /// <summary>The same of a status that a service answered with, and the sub-status that Cosmos DB has besides.</summary>
    public static bool IsPassing(int status, int subStatus = 0) =>
        status is NoAnswer or Timeout or Gone or TooManyRequests or RetryWith or >= ServerError || (status, subStatus) is (Forbidden, WriteForbidden);

    /// <summary>Asks a service something, and tells failures that pass as the ports do.</summary>
    /// <param name="store">The service, as the operator is told of it.</param>
    /// <param name="ask">Asks it.</param>
    /// <param name="cancellation">What the caller ends it by, which is no failure of the service's.</param>
    /// <exception cref="StoreUnavailableException">The service cannot answer now, or nobody knows whether it did.</exception>
    public static async Task<T> AskAsync<T>(string store, Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (IsPassing(exception, cancellation))
        {
            throw ToUnavailable(exception, store);
        }
    }

    /// <summary>The failure as the ports tell it.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="store">The service.</param>
    /// <param name="retryAfter">When trying again makes sense, where the failure itself does not say so.</param>
    public static StoreUnavailableException ToUnavailable(Exception exception, string store, TimeSpan? retryAfter = null) =>
        new($"{store} cannot answer: {Kind(exception)}.", exception) { RetryAfter = RetryAfter(exception) ?? retryAfter };

    /// <summary>
    /// The kind of failure in a few words, the same for all of a kind: an outage is told of once a minute for each kind, and the clients' own messages have the
    /// number of each request in them.
    /// </summary>
    private static string Kind(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status == NoAnswer ? "no connection" : $"status {failed.Status} {failed.ErrorCode}".TrimEnd(),
        CosmosException { StatusCode: HttpStatusCode.Unauthorized, InnerException: { } token } => Kind(token),
        CosmosException failed => $"status {(int)failed.StatusCode}" + (failed.SubStatusCode == 0 ? "" : $", sub-status {failed.SubStatusCode}"),
        EventHubsException failed => $"{failed.Reason}",
        ServiceBusException failed => $"{failed.Reason}",
        OperationCanceledException or TimeoutException => "no answer in time",
        HttpRequestException or SocketException => "no connection",
        IOException => "an answer broke off",
        AuthenticationFailedException => "no token for it",
        AggregateException several => Kind(several.InnerExceptions[^1]),
        _ => exception.Message.ReplaceLineEndings(" "),
    };

    private static TimeSpan? RetryAfter(Exception exception) => exception switch
    {
        RequestFailedException failed => RetryAfter(failed.GetRawResponse()),
        CosmosException failed => failed.RetryAfter,
        EventHubsException failed => EventHubFailures.RetryAfter(failed),
        AggregateException several => several.InnerExceptions.Select(RetryAfter).Max(),
        _ => null,
    };

    private static TimeSpan? RetryAfter(Response? response) =>
        response is not null
        && response.Headers.TryGetValue("Retry-After", out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
