using System.Net;
using Azure;
using Azure.Identity;
using Azure.Messaging.EventHubs;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Cosmos;
using Tallystick.Core.Storage;
using static Azure.Messaging.EventHubs.EventHubsException;

namespace Tallystick.Cloud;

/// <summary>A service that is asked something when the back end is opened, and told of by name where it does not answer.</summary>
/// <param name="name">Which, and where it is.</param>
/// <param name="role">The role that the app's identity needs there.</param>
internal sealed class CloudService(string name, string role)
{
    // Two tries that nobody answers are over before the host of Functions ends a worker that has not begun, a minute after its start.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    // Clients append their diagnostics to what they say.
    private const int LongestSaid = 300;

    /// <summary>Asks it something.</summary>
    /// <exception cref="StoreUnavailableException">It cannot answer now.</exception>
    /// <exception cref="UnusableServiceException">It is missing, or refuses the app.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            // By the machine's clock, whatever clock the product lives by.
            return await ask().WaitAsync(Limit, TimeProvider.System, cancellation);
        }
        catch (StoreUnavailableException away)
        {
            throw new StoreUnavailableException(Away(away.InnerException ?? away), away) { RetryAfter = away.RetryAfter };
        }
        catch (Exception exception) when (StoreFailures.IsPassing(exception, cancellation))
        {
            throw new StoreUnavailableException(Away(exception), exception) { RetryAfter = StoreFailures.ToUnavailable(exception, name).RetryAfter };
        }
        catch (Exception exception) when (RemedyOf(exception) is { } remedy)
        {
            throw new UnusableServiceException($"{name} {remedy} ({FirstLine(exception)})", exception);
        }
    }

    /// <summary>What is wrong, and what is to be done; null for what is no failure of the service's.</summary>
    private string? RemedyOf(Exception exception) => exception switch
    {
        UnauthorizedAccessException => Refused,
        RequestFailedException failed => RemedyOf((HttpStatusCode)failed.Status),
        CosmosException failed => RemedyOf(failed.StatusCode),
        EventHubsException { Reason: FailureReason.ResourceNotFound } => Missing,
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityNotFound or ServiceBusFailureReason.MessagingEntityDisabled } => Missing,
        _ => null,
    };

    private string? RemedyOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Refused,
        HttpStatusCode.NotFound => Missing,
        _ => null,
    };

    private string Refused => $"refuses the app: give its identity the role '{role}', which takes some minutes to be in force, and let the app's network in.";

    private static string Missing => "is not there: deploy it, or mend the setting that says where it is.";

    private string Away(Exception exception) => exception is AuthenticationFailedException or CosmosException { InnerException: AuthenticationFailedException }
        ? $"{name} is not asked, for the app cannot sign in: give it a managed identity, and name it in AZURE_CLIENT_ID where it has several. ({FirstLine(exception)})"
        : $"{name} cannot be reached: {FirstLine(exception)}";

    private static string FirstLine(Exception exception)
    {
        var line = exception.Message.Split('\n', '\r')[0];
        return line.Length <= LongestSaid ? line : $"{line[..LongestSaid]}...";
    }
}
