using Azure.Messaging.ServiceBus;
using NodaTime;
using Tallystick.Cloud.ServiceBus;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.ServiceBus;

public sealed class ServiceBusCommandQueueTests : CommandQueueContract, IAsyncDisposable
{
    private readonly FakeServiceBusClient client;
    private readonly ServiceBusCommandQueue queue;

    public ServiceBusCommandQueueTests()
    {
        client = new FakeServiceBusClient(Time, Lease);
        queue = new ServiceBusCommandQueue(client, ["kind", "slow", "quick"], Time);
    }

    protected override ICommandQueue Queue => queue;

    public ValueTask DisposeAsync() => queue.DisposeAsync();

    [Fact]
    public async Task A_command_is_a_message_of_its_kinds_queue()
    {
        var command = new Command("kind", "session", "id", "{}", Time.Now + Duration.FromSeconds(10) + Duration.FromNanoseconds(1));

        await queue.SendAsync(command, default);

        var message = Assert.Single(client.Queue("kind").Taken);
        Assert.Equal(("id", "session", "kind", "{}"), (message.MessageId, message.SessionId, message.Subject, message.Body.ToString()));
        Assert.Equal((Time.Now + Duration.FromMilliseconds(10_001)).ToDateTimeOffset(), message.ScheduledEnqueueTime);
        Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(command, (await queue.ReceiveAsync("kind", default))!.Command);
    }

    [Fact]
    public async Task Sweeps_that_nobody_works_for_pile_up_no_more_than_an_hours_commands()
    {
        for (var minute = 0; minute < 600; minute++)
        {
            await queue.SendAsync(Samples.Command("a"), default);
            await queue.SendAsync(Samples.Command("a"), default);
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(client.Queue("kind").Count, 1, 60);
        Assert.NotNull(await queue.ReceiveAsync("kind", default));
    }

    [Fact]
    public async Task A_replayed_command_is_taken_whatever_was_sent_a_moment_before_and_waits_without_end()
    {
        await queue.SendAsync(Samples.Command("a"), default);
        await queue.DeadLetterAsync((await queue.ReceiveAsync("kind", default))!, "broken", default);

        await queue.ReplayAsync("a", 1, default);
        Time.Advance(TimeSpan.FromDays(365));

        Assert.Equal("a", (await queue.ReceiveAsync("kind", default))!.Command.Id);
    }

    [Fact]
    public async Task A_dead_command_that_cannot_be_sent_again_stays_where_it_is()
    {
        await queue.SendAsync(Samples.Command("a"), default);
        await queue.DeadLetterAsync((await queue.ReceiveAsync("kind", default))!, "broken", default);
        client.SendFailure = new ServiceBusException("No.", ServiceBusFailureReason.ServiceBusy);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await queue.ReplayAsync("a", 1, default));

        client.SendFailure = null;
        Time.Advance(Lease);
        Assert.Equal("a", Assert.Single(await queue.DeadLettersAsync(10, default)).Command.Id);
        Assert.Equal(1, await queue.ReplayAsync("a", 1, default));
        Assert.Equal("a", (await queue.ReceiveAsync("kind", default))!.Command.Id);
    }

    [Fact]
    public async Task A_wait_before_the_next_attempt_ends_with_the_process_that_keeps_it()
    {
        await queue.SendAsync(Samples.Command("a"), default);
        await queue.AbandonAsync((await queue.ReceiveAsync("kind", default))!, Duration.FromSeconds(30), default);

        await queue.DisposeAsync();

        await using var another = new ServiceBusCommandQueue(client, ["kind"], Time);
        Assert.Equal(2, (await another.ReceiveAsync("kind", default))!.Attempt);
    }

    [Fact]
    public async Task A_wait_that_ends_after_the_sessions_lock_does_no_harm()
    {
        await queue.SendAsync(Samples.Command("a"), default);
        await queue.AbandonAsync((await queue.ReceiveAsync("kind", default))!, Duration.FromSeconds(30), default);
        Time.Advance(Lease * 2);
        await using var another = new ServiceBusCommandQueue(client, ["kind"], Time);
        var leased = (await another.ReceiveAsync("kind", default))!;

        Assert.Null(await queue.ReceiveAsync("kind", default));

        Assert.Equal(2, leased.Attempt);
        Assert.True(await another.CompleteAsync(leased, default));
    }

    [Fact]
    public async Task The_dead_letters_of_all_kinds_are_listed_and_replayed_together()
    {
        foreach (var (id, kind) in new[] { ("a", "slow"), ("b", "kind"), ("c", "quick") })
        {
            await queue.SendAsync(Samples.Command(id, kind: kind), default);
            await queue.DeadLetterAsync((await queue.ReceiveAsync(kind, default))!, new string('x', 5_000), default);
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["a", "b"], (await queue.DeadLettersAsync(2, default)).Select(dead => dead.Command.Id));
        Assert.All(await queue.DeadLettersAsync(3, default), dead => Assert.Equal(4_096, dead.Reason.Length));
        Assert.Equal(3, await queue.ReplayAsync(null, 10, default));
        Assert.Equal("c", (await queue.ReceiveAsync("quick", default))!.Command.Id);
    }

    [Fact]
    public async Task What_something_else_wrote_into_the_queue_can_be_put_aside_and_listed()
    {
        client.Queue("kind").Send(new ServiceBusMessage("no command") { MessageId = "alien", SessionId = "s" });

        await queue.DeadLetterAsync((await queue.ReceiveAsync("kind", default))!, "no command", default);

        Assert.Equal([new DeadCommand(new Command("", "s", "alien", "no command"), "no command")], await queue.DeadLettersAsync(10, default));
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.ServiceBusy)]
    [InlineData(ServiceBusFailureReason.ServiceTimeout)]
    [InlineData(ServiceBusFailureReason.ServiceCommunicationProblem)]
    [InlineData(ServiceBusFailureReason.QuotaExceeded)]
    public async Task A_service_that_cannot_answer_now_is_unavailable(ServiceBusFailureReason reason)
    {
        await queue.SendAsync(Samples.Command("a"), default);
        var leased = (await queue.ReceiveAsync("kind", default))!;
        client.Failure = new ServiceBusException("No.", reason);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await queue.SendAsync(Samples.Command("b"), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await queue.CheckAsync(default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await queue.DeadLettersAsync(1, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await queue.ReplayAsync(null, 1, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await queue.CompleteAsync(leased, default));
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.MessagingEntityNotFound)]
    [InlineData(ServiceBusFailureReason.MessagingEntityDisabled)]
    [InlineData(ServiceBusFailureReason.GeneralError)]
    public async Task A_queue_that_is_missing_is_no_passing_failure(ServiceBusFailureReason reason)
    {
        client.Failure = new ServiceBusException("No.", reason);

        await Assert.ThrowsAsync<ServiceBusException>(async () => await queue.SendAsync(Samples.Command("a"), default));
        await Assert.ThrowsAsync<ServiceBusException>(async () => await queue.CheckAsync(default));
        await Assert.ThrowsAsync<ServiceBusException>(async () => await queue.ReceiveAsync("kind", default));
    }
}
