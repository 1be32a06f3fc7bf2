using NodaTime;
using Tallystick.Core.Commands;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="ICommandQueue"/> promises.</summary>
public abstract partial class CommandQueueContract
{
    [Fact]
    public async Task An_abandoned_command_comes_again_after_a_while_and_before_those_behind_it()
    {
        await Send(Samples.Command("a"));
        await Send(Samples.Command("b"));

        Assert.True(await Queue.AbandonAsync((await Receive())!, Duration.FromSeconds(5), default));
        Assert.Null(await Receive());

        Time.Advance(TimeSpan.FromSeconds(5));
        var again = await Receive();
        Assert.Equal(("a", 2), (again!.Command.Id, again.Attempt));
    }

    [Fact]
    public async Task A_lease_that_ends_lets_another_worker_have_the_command()
    {
        await Send(Samples.Command("a"));
        var first = await Receive();
        Time.Advance(Lease - TimeSpan.FromMilliseconds(1));
        Assert.Null(await Receive());

        Time.Advance(TimeSpan.FromMilliseconds(1));
        var second = await Receive();

        Assert.Equal(2, second!.Attempt);
        Assert.NotEqual(first!.Lease, second.Lease);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_to_a_lease_that_has_ended_changes_nothing(bool handedOutAgain)
    {
        await Send(Samples.Command("a"));
        var ended = (await Receive())!;
        Time.Advance(Lease);
        var current = handedOutAgain ? await Receive() : null;

        Assert.False(await Queue.CompleteAsync(ended, default));
        Assert.False(await Queue.AbandonAsync(ended, Duration.Zero, default));
        Assert.False(await Queue.DeadLetterAsync(ended, "reason", default));

        Assert.Empty(await Queue.DeadLettersAsync(10, default));
        current ??= await Receive();
        Assert.True(await Queue.CompleteAsync(current!, default));
    }

    [Fact]
    public async Task A_second_answer_to_a_lease_changes_nothing()
    {
        await Send(Samples.Command("a"));
        var leased = (await Receive())!;
        await Queue.CompleteAsync(leased, default);

        Assert.False(await Queue.CompleteAsync(leased, default));
        Assert.False(await Queue.CompleteAsync(leased with { Lease = "never was" }, default));
    }

    [Fact]
    public async Task A_command_that_can_never_be_done_is_kept_aside_with_the_reason_and_frees_its_session()
    {
        await Send(Samples.Command("a"));
        await Send(Samples.Command("b"));
        await Send(Samples.Command("c", "other"));

        Assert.True(await Queue.DeadLetterAsync((await Receive())!, "broken", default));
        Assert.True(await Queue.DeadLetterAsync((await Receive())!, "too", default));

        var dead = await Queue.DeadLettersAsync(10, default);
        Assert.Equal([new DeadCommand(Samples.Command("a"), "broken"), new DeadCommand(Samples.Command("b"), "too")], dead);
        Assert.Single(await Queue.DeadLettersAsync(1, default));
        Assert.Equal("c", (await Receive())!.Command.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_command_is_kept_aside_after_its_last_attempt(bool abandoned)
    {
        await Send(Samples.Command("a"));
        for (var attempt = 1; attempt <= ICommandQueue.MaxAttempts; attempt++)
        {
            Assert.Empty(await Queue.DeadLettersAsync(10, default));
            var leased = await Receive();
            Assert.Equal(attempt, leased!.Attempt);
            if (abandoned)
            {
                Assert.True(await Queue.AbandonAsync(leased, Duration.Zero, default));
            }
            else
            {
                Time.Advance(Lease);
            }
        }

        Assert.Null(await Receive());
        var dead = Assert.Single(await Queue.DeadLettersAsync(10, default));
        Assert.Equal("a", dead.Command.Id);
        Assert.NotEmpty(dead.Reason);
    }
}
