using Tallystick.Core.Blobs;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Health;

/// <summary>Asks every port something cheap: whether it answers is whether the process can do its work.</summary>
/// <param name="documents">The documents.</param>
/// <param name="log">The event log.</param>
/// <param name="claims">The claims.</param>
/// <param name="commands">The commands.</param>
/// <param name="blobs">The blobs.</param>
/// <param name="settings">How long to wait.</param>
public sealed class Readiness(
    IDocumentStore documents, IEventLog log, IClaimStore claims, ICommandQueue commands, IBlobStore blobs, ReadinessSettings settings)
{
    private const string Name = "health";

    /// <summary>Asks all at once, and opens the connections that are not open yet.</summary>
    /// <returns>Those that cannot answer; none where all is well.</returns>
    public async Task<IReadOnlyList<PortFailure>> CheckAsync(CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(
            AskAsync("documents", async ending => await documents.ReadAsync(Name, Name, ending), cancellation),
            AskAsync("event log", async ending => await log.LastSequenceAsync(0, ending), cancellation),
            AskAsync("claims", async ending => await claims.FindAsync(default, ending), cancellation),
            AskAsync("commands", async ending => await commands.CheckAsync(ending), cancellation),
            AskAsync("blobs", async ending => await blobs.GetAsync(Name, ending), cancellation));
        return [.. answers.OfType<PortFailure>()];
    }

    private async Task<PortFailure?> AskAsync(string port, Func<CancellationToken, Task> ask, CancellationToken cancellation)
    {
        // By the machine's clock, whatever clock the product lives by. A port that does not heed the token is not waited for either.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await Task.Run(() => ask(ending.Token), ending.Token).WaitAsync(settings.Limit, TimeProvider.System, cancellation);
            return null;
        }
        catch (TimeoutException)
        {
            await ending.CancelAsync();
            return new PortFailure(port, $"There is no answer within {settings.Limit.TotalSeconds} s.", settings.Limit);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is, it goes into the answer: missing rights make a process as unready as a service that is away.
            return new PortFailure(port, exception.Message.Split('\n', '\r')[0], (exception as StoreUnavailableException)?.RetryAfter);
        }
    }
}
