using Tallystick.Core.Storage;
using Tallystick.Local.Documents;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class PendingDocumentsTests
{
    private const string Partition = "metering";
    private static readonly DocumentRange All = DocumentRange.WithPrefix(Partition, "");
    private readonly PendingDocuments pending = new();

    [Fact]
    public void A_document_that_is_written_often_reaches_the_table_once()
    {
        for (var version = 1; version <= 10; version++)
        {
            Set("a", version);
        }

        pending.Set([new(new DocumentKey(Partition, "b"), null)]);
        Assert.Equal(["a 10", "b gone"], Drained());
        Assert.Empty(pending.Within(All, out _));
    }

    [Fact]
    public void What_comes_while_the_table_is_written_stays_pending()
    {
        Set("a", 1);
        Set("b", 1);
        pending.Close();
        Set("a", 2);
        Assert.Equal(["a 2", "b 1"], Shown(pending.Within(All, out _)));

        pending.Drain(states => Assert.Equal(["a 1", "b 1"], Shown(states)));

        Assert.Equal(["a 2"], Shown(pending.Within(All, out _)));
        Assert.False(pending.TryGet(new DocumentKey(Partition, "b"), out _));
    }

    [Fact]
    public void What_could_not_be_written_stays_pending_and_is_written_the_next_time()
    {
        Set("a", 1);
        pending.Close();
        Assert.Throws<IOException>(() => pending.Drain(_ => throw new IOException()));
        Assert.True(pending.TryGet(new DocumentKey(Partition, "a"), out _));

        pending.Drain(states => Assert.Equal(["a 1"], Shown(states)));

        Assert.False(pending.TryGet(new DocumentKey(Partition, "a"), out _));
    }

    [Fact]
    public void A_reader_is_told_that_later_states_may_have_reached_the_table()
    {
        Set("a", 1);
        pending.Within(All, out var stamp);
        Set("a", 2);
        Assert.False(pending.IsClosedSince(stamp));
        pending.Close();
        Assert.True(pending.IsClosedSince(stamp));
    }

    private static IEnumerable<string> Shown(IEnumerable<KeyValuePair<DocumentKey, StoredDocument?>> states) =>
        states.Select(state => $"{state.Key.Id} {state.Value?.ETag ?? "gone"}");

    private void Set(string id, int version) => pending.Set([new(new DocumentKey(Partition, id), new StoredDocument(id, $"{version}", Samples.Bytes("{}")))]);

    private List<string> Drained()
    {
        var drained = new List<string>();
        pending.Close();
        pending.Drain(states => drained.AddRange(Shown(states)));
        return drained;
    }
}
