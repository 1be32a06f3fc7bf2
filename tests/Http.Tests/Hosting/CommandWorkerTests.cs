using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Http.Errors;
using Tallystick.Http.Hosting;
using Tallystick.Http.Telemetry;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Http.Tests.Hosting;

public sealed class CommandWorkerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly PipelineMetrics Metrics = new();
    private static readonly PipelineTraces Traces = new(new TelemetrySettings());

    private readonly MemoryCommandQueue queue = new(TimeProvider.System, Duration.FromMinutes(1));

    [Fact]
    public async Task Bug_commands_that_wait_for_receivers_held_up_those_of_another_kind()
    {
        for (var number = 0; number < 10; number++)
        {
            await queue.SendAsync(Samples.Command($"slow{number}", $"slow{number}", kind: "slow"), default);
        }

        await queue.SendAsync(Samples.Command("quick", "quick", kind: "quick"), default);
        var calls = 0;
        var (began, answer, done) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        using var slow = new Worker("slow", 2, queue, async () =>
        {
            Interlocked.Increment(ref calls);
            began.TrySetResult();
            await answer.Task;
        });
        using var quick = new Worker("quick", 1, queue, () =>
        {
            done.SetResult();
            return Task.CompletedTask;
        });
        await slow.StartAsync(default);
        await began.Task.WaitAsync(Patience);

        await quick.StartAsync(default);

        await done.Task.WaitAsync(Patience);
        Assert.InRange(Volatile.Read(ref calls), 1, 2);
        answer.SetResult();
        await slow.StopAsync(default);
        await quick.StopAsync(default);
    }

    private static OutageLog Outages() => new(TimeProvider.System, NullLogger<OutageLog>.Instance);

    private sealed class Worker(string kind, int atOnce, ICommandQueue queue, Func<Task> run)
        : CommandWorker(new Handler(kind, run), atOnce, queue, TimeProvider.System, Outages(), NullLogger.Instance);

    private sealed class Handler(string kind, Func<Task> run) : CommandHandler(kind, Outages(), Metrics, Traces, NullLogger.Instance)
    {
        protected override Task RunAsync(Command command, CancellationToken cancellation) => run();

        protected override Task SetAsideAsync(Command command, string problem, CancellationToken cancellation) => throw new InvalidOperationException("Nothing is put aside here.");
    }
}
