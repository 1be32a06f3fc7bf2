using Tallystick.Cloud;
using Tallystick.Core.Storage;

namespace Tallystick.Triggers;

/// <summary>
/// Opens a back end as the process starts. Services that are throttled or away for a moment are waited for; what waiting does not mend is told in one line.
/// </summary>
/// <param name="time">The clock of the wait.</param>
public sealed class BackendStart(TimeProvider time)
{
    /// <summary>
    /// For how long services are waited for. A try that has begun is not cut off: the last is over before the host ends a worker that has not begun, a minute after
    /// its start, and nobody would be told why.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Opens it. What is a bug is thrown, and keeps its stack trace.</summary>
    /// <param name="open">Opens it once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The back end, or one line that names what is wrong and says what is to be done.</returns>
    public async Task<(TriggerBackend? Backend, string? Problem)> OpenAsync(Func<CancellationToken, Task<TriggerBackend>> open, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        for (var wait = FirstWait; ; wait = TimeSpan.FromTicks(Math.Min(2 * wait.Ticks, LongestWait.Ticks)))
        {
            TimeSpan pause;
            try
            {
                return (await open(cancellation), null);
            }
            catch (StoreUnavailableException away)
            {
                pause = away.RetryAfter > wait ? away.RetryAfter.Value : wait;
                var elapsed = time.GetElapsedTime(began);
                if (elapsed + pause > Patience)
                {
                    return (null, $"{LineOf(away)} It was tried for {elapsed.TotalSeconds:F0} s: mend the service, or the setting that says where it is, and start again.");
                }
            }
            catch (Exception exception) when (IsToldInALine(exception))
            {
                return (null, LineOf(exception));
            }

            await Task.Delay(pause, time, cancellation);
        }
    }

    // All but the first are of the embedded back end's directory. Anything else is a bug, and its stack trace is wanted.
    private static bool IsToldInALine(Exception exception) =>
        exception is UnusableServiceException or IOException or UnauthorizedAccessException or InvalidDataException or DamagedStoreException;

    private static string LineOf(Exception exception) => exception.Message.ReplaceLineEndings(" ");
}
