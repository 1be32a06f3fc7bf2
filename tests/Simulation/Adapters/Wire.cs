using Tallystick.Core.Notifications;
using Tallystick.Tests.Simulation.Faults;
using Tallystick.Tests.Simulation.Runs;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>
/// The way from a process to a store. Every call waits for the scheduler, so that whatever else runs may come between, and may end in any of the
/// ways in which calls end: the process crashes, the call was not done, it was done and nobody knows.
/// </summary>
internal sealed class Wire(Scheduler scheduler, FaultInjector faults, Trace trace, Process process)
{
    /// <summary>A call that changes nothing.</summary>
    internal async ValueTask<T> ReadAsync<T>(string what, Func<ValueTask<T>> read)
    {
        await StepAsync(what);
        faults.MayFail(process, what, FaultKind.Throttled, FaultKind.TimedOutBefore);
        return await read();
    }

    /// <summary>A call that changes something.</summary>
    internal async ValueTask<T> WriteAsync<T>(string what, Func<ValueTask<T>> write, Func<T, string>? show = null)
    {
        await StepAsync(what);
        faults.MayFail(process, what, FaultKind.Throttled, FaultKind.TimedOutBefore);
        var result = await write();
        trace.Add(process.Name, $"{what}: {show?.Invoke(result) ?? $"{result}"}");
        faults.MayFail(process, what, FaultKind.TimedOutAfter);
        await StepAsync(what);
        return result;
    }

    /// <summary>A call to a receiver of webhooks, who may get it or not, and may answer or not.</summary>
    internal async Task<WebhookAnswer> TellAsync(string what, Action receive)
    {
        await StepAsync(what);
        if (faults.Happens(FaultKind.ReceiverAway, process.Name, what))
        {
            return new WebhookAnswer(null, "No connection.");
        }

        receive();
        trace.Add(process.Name, what);
        var status = faults.Happens(FaultKind.ReceiverFails, process.Name, what) ? 500 : 204;
        await StepAsync(what);
        return faults.Happens(FaultKind.ReceiverUnheard, process.Name, what) ? new WebhookAnswer(null, "No answer.") : new WebhookAnswer(status);
    }

    /// <summary>True where another writer is to come between here.</summary>
    internal bool IsRaced(string what) => faults.Happens(FaultKind.Conflict, process.Name, what);

    private async Task StepAsync(string what)
    {
        if (faults.Happens(FaultKind.Crash, process.Name, what))
        {
            process.Crash();
        }

        await scheduler.StepAsync(process);
    }
}
