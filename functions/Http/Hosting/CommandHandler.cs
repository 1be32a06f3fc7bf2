using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Http.Errors;
using Tallystick.Http.Telemetry;

namespace Tallystick.Http.Hosting;

/// <summary>Does the commands of one kind and answers for them, whoever hands them out: a worker that asks the queue, or a trigger.</summary>
/// <param name="kind">Which commands.</param>
/// <param name="outages">Whether an outage is to be told of.</param>
/// <param name="metrics">Counts how commands end.</param>
/// <param name="traces">Has a span for each.</param>
/// <param name="logger">The operator's log.</param>
public abstract partial class CommandHandler(string kind, OutageLog outages, PipelineMetrics metrics, PipelineTraces traces, ILogger logger)
{
    /// <summary>The longest wait before a command is tried again. A session is held up for so long.</summary>
    public static readonly Duration LongestBackOff = Duration.FromSeconds(30);

    /// <summary>Which commands it does.</summary>
    public string Kind => kind;

    /// <summary>
    /// Does a command: it is done, or to be tried again where a store cannot answer, or is set aside. One that is interrupted has no answer, and comes
    /// again.
    /// </summary>
    /// <param name="command">What to do.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    /// <param name="answer">Where to tell what became of it.</param>
    /// <param name="stopping">Interrupts it.</param>
    public async Task HandleAsync(Command command, int attempt, ICommandAnswer answer, CancellationToken stopping)
    {
        using var span = traces.Start(kind);
        span?.SetTag(TelemetryTags.CommandId, command.Id);
        try
        {
            if (await ProblemAsync(command, stopping) is { } problem)
            {
                await SetAsideAsync(command, problem, stopping);
                await answer.DeadLetterAsync(problem, CancellationToken.None);
                Ended("put_aside", span);
            }
            else
            {
                // What is done is told, even while the host stops: it would be done again.
                await answer.CompleteAsync(CancellationToken.None);
                Ended("done", span);
            }
        }
        catch (StoreUnavailableException exception)
        {
            if (outages.IsNews(exception))
            {
                LogRetry(command.Id, attempt, exception);
            }

            await answer.AbandonAsync(BackOff(attempt), stopping);
            Ended("retried", span);
        }
    }

    /// <summary>Does a command.</summary>
    /// <exception cref="StoreUnavailableException">It is to be done again, after a while.</exception>
    protected abstract Task RunAsync(Command command, CancellationToken cancellation);

    /// <summary>Sees to it that what a command could not do stops alone.</summary>
    /// <param name="command">The command.</param>
    /// <param name="problem">Why it could not be done.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="StoreUnavailableException">The command is to be done again, after a while.</exception>
    protected abstract Task SetAsideAsync(Command command, string problem, CancellationToken cancellation);

    private void Ended(string outcome, Activity? span)
    {
        span?.SetTag(TelemetryTags.Outcome, outcome);
        metrics.Command(kind, outcome);
    }

    private static Duration BackOff(int attempt) => Duration.Min(Duration.FromSeconds(1 << Math.Min(attempt, 10)), LongestBackOff);

    /// <summary>Why a command can never be done; null where it is done.</summary>
    private async Task<string?> ProblemAsync(Command command, CancellationToken stopping)
    {
        try
        {
            await RunAsync(command, stopping);
            return null;
        }
        catch (Exception exception) when (exception is not (StoreUnavailableException or OperationCanceledException))
        {
            LogStopped(command.Id, exception);
            return exception.Message;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Command {Id} waits after attempt {Attempt}: the store cannot answer.")]
    private partial void LogRetry(string id, int attempt, Exception exception);

    [LoggerMessage(LogLevel.Error, "Command {Id} cannot be done and is put aside.")]
    private partial void LogStopped(string id, Exception exception);
}
