using Tallystick.Cloud;
using Tallystick.Core.Storage;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class BackendStartTests
{
    private readonly StartTime time = new();

    public static TheoryData<Exception, string> Failures => new()
    {
        { new UnusableServiceException("The table is not there: deploy it."), "The table is not there: deploy it." },
        { new IOException("The directory is open in\nanother process."), "The directory is open in another process." },
        { new UnauthorizedAccessException("No rights to the directory."), "No rights to the directory." },
        { new InvalidDataException("The directory is something else."), "The directory is something else." },
        { new DamagedStoreException("The file is damaged."), "The file is damaged." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_waiting_does_not_mend_is_told_in_one_line_at_once(Exception failure, string line)
    {
        var (backend, problem) = await new BackendStart(time).OpenAsync(_ => throw failure, default);

        Assert.Null(backend);
        Assert.Equal(line, problem);
        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task A_service_that_is_away_for_a_moment_is_waited_for()
    {
        var memory = new MemoryBackend();
        var tries = 0;
        var (backend, problem) = await new BackendStart(time).OpenAsync(
            _ => ++tries < 4 ? throw new StoreUnavailableException("Busy.") { RetryAfter = tries == 2 ? TimeSpan.FromSeconds(7) : null } : Task.FromResult(TriggerBackend.Of(memory.Ports, TestRecords.Read, new TriggerHost.Nothing())), default);

        Assert.NotNull(backend);
        Assert.Null(problem);
        Assert.Equal([1, 7, 4], time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_service_that_stays_away_ends_the_start_before_the_host_does_with_one_line()
    {
        var (backend, problem) = await new BackendStart(time).OpenAsync(_ => throw new StoreUnavailableException("Event hub usage-0 cannot be reached:\nno such host."), default);

        Assert.Null(backend);
        Assert.StartsWith("Event hub usage-0 cannot be reached: no such host. It was tried for 2", problem, StringComparison.Ordinal);
        Assert.InRange(time.Waits.Sum(wait => wait.TotalSeconds), 20, 30);
    }

    [Fact]
    public async Task A_bug_keeps_its_stack_trace() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new BackendStart(time).OpenAsync(_ => throw new InvalidOperationException("bug"), default));

    /// <summary>A clock whose waits are over at once, and have taken as long as they were to take.</summary>
    private sealed class StartTime : TimeProvider
    {
        private long now;

        public List<TimeSpan> Waits { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            now += dueTime.Ticks;
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
