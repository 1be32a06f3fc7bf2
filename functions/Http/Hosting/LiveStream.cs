using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Http.Hosting;

/// <summary>Streams of server-sent events that say how something stands, again and again, until nobody listens.</summary>
/// <param name="time">The clock.</param>
/// <param name="lifetime">A host that stops does not wait for who listens.</param>
internal sealed class LiveStream(TimeProvider time, IHostApplicationLifetime lifetime)
{
    // Within what a function may take. Whoever listens on connects again, as browsers do by themselves.
    private static readonly Duration Longest = Duration.FromMinutes(5);

    /// <summary>The answer to who listens.</summary>
    /// <param name="name">The events' name.</param>
    /// <param name="pause">Between two of them; the first comes at once.</param>
    /// <param name="read">How it stands now, since the beginning of the stream.</param>
    /// <param name="gone">Nobody listens any more.</param>
    internal ServerSentEventsResult<T> Of<T>(string name, TimeSpan pause, Func<Instant, Instant, CancellationToken, Task<T>> read, CancellationToken gone)
        where T : class =>
        TypedResults.ServerSentEvents(ReadAsync(name, pause, read, gone));

    private async IAsyncEnumerable<SseItem<T>> ReadAsync<T>(
        string name, TimeSpan pause, Func<Instant, Instant, CancellationToken, Task<T>> read, [EnumeratorCancellation] CancellationToken gone)
        where T : class
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, gone);
        var cancellation = ends.Token;
        var begun = time.GetInstant();
        var isFirst = true;
        using var timer = new PeriodicTimer(pause, time);
        while (await NextAsync() is { } next)
        {
            yield return new SseItem<T>(next, name);
        }

        // Null ends the stream: it is over, nobody listens any more, or the store cannot answer now.
        async Task<T?> NextAsync()
        {
            var now = time.GetInstant();
            if (now - begun >= Longest)
            {
                return null;
            }

            try
            {
                if (!isFirst)
                {
                    await timer.WaitForNextTickAsync(cancellation);
                    now = time.GetInstant();
                }

                isFirst = false;
                return await read(begun, now, cancellation);
            }
            catch (Exception exception) when (exception is OperationCanceledException or StoreUnavailableException)
            {
                return null;
            }
        }
    }
}
