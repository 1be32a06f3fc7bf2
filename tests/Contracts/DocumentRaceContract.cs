using System.Globalization;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="IDocumentStore"/> promises to callers that come at once.</summary>
public abstract class DocumentRaceContract
{
    private const int Callers = 64;
    private const string Partition = "tenant/races";

    /// <summary>An empty store.</summary>
    protected abstract IDocumentStore Store { get; }

    [Fact]
    public async Task Of_racing_creations_exactly_one_wins()
    {
        var outcomes = await AtOnce(caller => Commit(DocumentWrite.Create("a", Body(caller))));

        var winner = Assert.Single(Enumerable.Range(0, Callers), caller => outcomes[caller]);
        Assert.Equal(winner, await Number("a"));
    }

    [Fact]
    public async Task Of_racing_replacements_of_one_version_exactly_one_wins()
    {
        await Commit(DocumentWrite.Create("a", Body(-1)));
        var etag = (await Store.ReadAsync(Partition, "a", default))!.ETag;

        var outcomes = await AtOnce(caller => Commit(DocumentWrite.Replace("a", Body(caller), etag)));

        var winner = Assert.Single(Enumerable.Range(0, Callers), caller => outcomes[caller]);
        Assert.Equal(winner, await Number("a"));
    }

    [Fact]
    public async Task Racing_increments_that_try_again_lose_nothing()
    {
        const int Rounds = 5;
        await Commit(DocumentWrite.Create("a", Body(0)));

        await AtOnce(async _ =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await Increment();
            }

            return true;
        });

        Assert.Equal(Callers * Rounds, await Number("a"));
    }

    [Fact]
    public async Task A_commit_that_fails_disturbs_none_beside_it()
    {
        await Commit(DocumentWrite.Create("taken", Body(0)));

        var outcomes = await AtOnce(caller => caller % 2 == 0
            ? Commit(DocumentWrite.Create($"a{caller}", Body(caller)))
            : Commit(DocumentWrite.Create($"a{caller}", Body(caller)), DocumentWrite.Create("taken", Body(1))));

        for (var caller = 0; caller < Callers; caller++)
        {
            Assert.Equal(caller % 2 == 0, outcomes[caller]);
            Assert.Equal(outcomes[caller], await Store.ReadAsync(Partition, $"a{caller}", default) is not null);
        }
    }

    [Fact]
    public async Task A_read_sees_every_commit_that_returned_before_it_began()
    {
        await AtOnce(async caller =>
        {
            for (var round = 0; round < 20; round++)
            {
                Assert.True(await Commit(DocumentWrite.Put($"a{caller}", Body(round)), DocumentWrite.Put($"b{caller % 8}", Body(round))));
                Assert.Equal(round, await Number($"a{caller}"));
                Assert.NotNull(await Store.ReadAsync(Partition, $"b{caller % 8}", default));
                var range = new DocumentRange(Partition, $"a{caller}", $"a{caller}!");
                var listed = await Store.ListAsync(range, descending: false, 0, 1, default);
                Assert.Equal(round, Number(listed[0]));
            }

            return true;
        });
    }

    [Fact]
    public async Task The_documents_of_a_commit_change_together()
    {
        await Commit(DocumentWrite.Create("x", Body(0)), DocumentWrite.Create("y", Body(0)));

        await AtOnce(async caller =>
        {
            if (caller % 2 == 0)
            {
                return await Commit(DocumentWrite.Put("x", Body(caller)), DocumentWrite.Put("y", Body(caller)));
            }

            var both = await Store.ListAsync(new DocumentRange(Partition, "x", "z"), descending: false, 0, 2, default);
            Assert.Equal(Number(both[0]), Number(both[1]));
            return true;
        });
    }

    [Fact]
    public async Task Bug_a_list_saw_a_part_of_a_commit()
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(number => $"m{number:D2}")];
        await Commit([.. ids.Select(id => DocumentWrite.Create(id, Body(0)))]);

        await AtOnce(async caller =>
        {
            for (var round = 0; round < 5; round++)
            {
                await Commit([.. ids.Select(id => DocumentWrite.Put(id, Body((caller * 10) + round)))]);
                var all = await Store.ListAsync(DocumentRange.WithPrefix(Partition, "m"), descending: false, 0, ids.Length, default);
                Assert.Single(all.Select(Number).Distinct());
                Assert.Equal(ids.Length, await Store.CountAsync(DocumentRange.WithPrefix(Partition, "m"), default));
            }

            return true;
        });
    }

    private static Task<bool[]> AtOnce(Func<int, Task<bool>> call) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => call(caller))));

    private static ReadOnlyMemory<byte> Body(int number) => Samples.Bytes(number.ToString(CultureInfo.InvariantCulture));

    private static int Number(StoredDocument document) => int.Parse(Samples.Text(document.Body), CultureInfo.InvariantCulture);

    private async Task<int> Number(string id) => Number((await Store.ReadAsync(Partition, id, default))!);

    private async Task Increment()
    {
        bool made;
        do
        {
            var current = (await Store.ReadAsync(Partition, "a", default))!;
            made = await Commit(DocumentWrite.Replace("a", Body(Number(current) + 1), current.ETag));
        }
        while (!made);
    }

    private async Task<bool> Commit(params DocumentWrite[] writes) => await Store.CommitAsync(Partition, writes, default);
}
