using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Http.Errors;
using Tallystick.Http.Hosting;
using Tallystick.Http.Telemetry;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Hosting;

public sealed class CommandHandlerTests
{
    private static readonly PipelineMetrics Metrics = new();
    private static readonly PipelineTraces Traces = new(new TelemetrySettings());

    private readonly Answer answer = new();

    [Fact]
    public async Task A_command_that_is_done_is_completed()
    {
        await HandleAsync(() => { });

        Assert.Equal(["completed"], answer.Given);
    }

    [Fact]
    public async Task How_commands_end_is_counted()
    {
        using var metrics = new MetricCollector(Metrics.Meter);

        await HandleAsync(() => { });
        await HandleAsync(() => throw new StoreUnavailableException("Away."));
        await HandleAsync(() => throw new JsonException("No JSON."));

        Assert.All(["done", "retried", "put_aside"], outcome => Assert.Equal(1, metrics[$"tally.commands tally.command=kind tally.outcome={outcome}"]));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(4, 16)]
    [InlineData(5, 30)]
    [InlineData(10, 30)]
    public async Task A_command_waits_longer_from_attempt_to_attempt_while_a_store_cannot_answer(int attempt, int seconds)
    {
        await HandleAsync(() => throw new StoreUnavailableException("Away."), attempt: attempt);

        Assert.Equal([$"abandoned for {seconds} s"], answer.Given);
    }

    [Fact]
    public async Task A_command_that_can_never_be_done_is_set_aside_before_it_is_dead_lettered()
    {
        await HandleAsync(() => throw new JsonException("No JSON."), setAside: () => answer.Given.Add("set aside"));

        Assert.Equal(["set aside", "dead-lettered: No JSON."], answer.Given);
    }

    [Fact]
    public async Task A_command_that_cannot_be_set_aside_now_is_tried_again()
    {
        await HandleAsync(() => throw new JsonException("No JSON."), setAside: () => throw new StoreUnavailableException("Away."));

        Assert.Equal(["abandoned for 2 s"], answer.Given);
    }

    [Fact]
    public async Task A_command_that_is_interrupted_has_no_answer()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => HandleAsync(() => throw new OperationCanceledException()));

        Assert.Empty(answer.Given);
    }

    [Fact]
    public async Task An_answer_that_fails_does_not_set_a_command_aside_that_is_done()
    {
        answer.Failure = new InvalidOperationException("Nobody is told.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => HandleAsync(() => { }, setAside: () => answer.Given.Add("set aside")));

        Assert.Empty(answer.Given);
    }

    private Task HandleAsync(Action run, Action? setAside = null, int attempt = 1) =>
        new Handler(run, setAside ?? (() => { })).HandleAsync(Samples.Command("a"), attempt, answer, default);

    private sealed class Answer : ICommandAnswer
    {
        public List<string> Given { get; } = [];

        public Exception? Failure { get; set; }

        public Task CompleteAsync(CancellationToken cancellation) => GiveAsync("completed");

        public Task AbandonAsync(Duration retryAfter, CancellationToken cancellation) => GiveAsync($"abandoned for {retryAfter.TotalSeconds} s");

        public Task DeadLetterAsync(string reason, CancellationToken cancellation) => GiveAsync($"dead-lettered: {reason}");

        private Task GiveAsync(string word)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            Given.Add(word);
            return Task.CompletedTask;
        }
    }

    private sealed class Handler(Action run, Action setAside)
        : CommandHandler("kind", new OutageLog(TimeProvider.System, NullLogger<OutageLog>.Instance), Metrics, Traces, NullLogger.Instance)
    {
        protected override async Task RunAsync(Command command, CancellationToken cancellation)
        {
            await Task.Yield();
            run();
        }

        protected override async Task SetAsideAsync(Command command, string problem, CancellationToken cancellation)
        {
            await Task.Yield();
            setAside();
        }
    }
}
