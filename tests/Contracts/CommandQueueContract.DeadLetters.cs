using Tallystick.Core.Commands;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="ICommandQueue"/> promises.</summary>
public abstract partial class CommandQueueContract
{
    [Fact]
    public async Task A_command_that_was_kept_aside_may_be_sent_again()
    {
        await KeepAside("a");
        Time.Advance(ICommandQueue.Remembered.ToTimeSpan());

        await Send(Samples.Command("a"));

        Assert.Equal("a", (await Receive())!.Command.Id);
    }

    [Fact]
    public async Task Asking_whether_commands_can_be_sent_changes_nothing()
    {
        await KeepAside("a");
        await Send(Samples.Command("b"));

        await Queue.CheckAsync(default);

        Assert.Equal("a", Assert.Single(await Queue.DeadLettersAsync(10, default)).Command.Id);
        Assert.Equal(("b", 1), (await Receive()) is { } leased ? (leased.Command.Id, leased.Attempt) : default);
    }

    [Fact]
    public async Task A_replayed_command_comes_as_it_was_sent_at_once_and_with_its_first_attempt()
    {
        var command = Samples.Command("a", notBefore: Time.Now);
        await Send(command);
        Assert.True(await Queue.DeadLetterAsync((await Receive())!, "broken", default));

        Assert.Equal(1, await Queue.ReplayAsync("a", 10, default));

        Assert.Empty(await Queue.DeadLettersAsync(10, default));
        var leased = await Receive();
        Assert.Equal((command, 1), (leased!.Command, leased.Attempt));
        Assert.True(await Queue.CompleteAsync(leased, default));
        Assert.Equal(0, await Queue.ReplayAsync("a", 10, default));
    }

    [Fact]
    public async Task A_replay_of_one_leaves_the_others_aside()
    {
        await KeepAside("a", "b", "c");

        Assert.Equal(1, await Queue.ReplayAsync("b", 10, default));
        Assert.Equal(0, await Queue.ReplayAsync("unknown", 10, default));

        Assert.Equal(["a", "c"], (await Queue.DeadLettersAsync(10, default)).Select(dead => dead.Command.Id));
        Assert.Equal("b", (await Receive())!.Command.Id);
    }

    [Fact]
    public async Task A_replay_of_all_takes_the_oldest_first_and_no_more_than_it_is_told()
    {
        await KeepAside("c", "a", "b");

        Assert.Equal(2, await Queue.ReplayAsync(null, 2, default));

        Assert.Equal(["b"], (await Queue.DeadLettersAsync(10, default)).Select(dead => dead.Command.Id));
        foreach (var id in new[] { "c", "a" })
        {
            var leased = await Receive();
            Assert.Equal(id, leased!.Command.Id);
            await Queue.CompleteAsync(leased, default);
        }

        Assert.Null(await Receive());
        Assert.Equal(1, await Queue.ReplayAsync(null, 2, default));
        Assert.Equal(0, await Queue.ReplayAsync(null, 2, default));
    }

    [Fact]
    public async Task A_replayed_command_may_fail_again()
    {
        await KeepAside("a");
        await Queue.ReplayAsync(null, 10, default);

        Assert.True(await Queue.DeadLetterAsync((await Receive())!, "broken still", default));

        Assert.Equal([new DeadCommand(Samples.Command("a"), "broken still")], await Queue.DeadLettersAsync(10, default));
    }

    private async Task KeepAside(params string[] ids)
    {
        foreach (var id in ids)
        {
            await Send(Samples.Command(id));
            Assert.True(await Queue.DeadLetterAsync((await Receive())!, "broken", default));
        }
    }
}
