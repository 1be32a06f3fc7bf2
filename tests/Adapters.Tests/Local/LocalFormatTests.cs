using System.Buffers.Binary;
using System.Text;
using Tallystick.Core.Storage;
using Tallystick.Local;
using Tallystick.Local.Files;
using Tallystick.Local.Sqlite;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>Directories that were written by a version before.</summary>
public sealed class LocalFormatTests : IDisposable
{
    private readonly TemporaryBackend local = new();

    public void Dispose() => local.Dispose();

    [Fact]
    public async Task A_directory_without_a_journal_of_the_documents_is_raised()
    {
        await local.Backend.Documents.CommitAsync("p", [DocumentWrite.Put("a", Samples.Bytes("1"))], default);
        local.Close();
        Directory.Delete(local.Of("documents"), recursive: true);
        using (var database = SqliteFile.Open(local.Of("documents.db"), cacheKilobytes: 100))
        {
            database.Execute("DROP TABLE journal");
        }

        var format = File.ReadAllText(local.Of("format.json"));
        File.WriteAllText(local.Of("format.json"), format.Replace("\"version\":3", "\"version\":1", StringComparison.Ordinal));

        Assert.NotNull(await local.Backend.Documents.ReadAsync("p", "a", default));
        Assert.Equal(format, File.ReadAllText(local.Of("format.json")));
        await local.Backend.Documents.CommitAsync("p", [DocumentWrite.Put("b", Samples.Bytes("1"))], default);
        local.Close();
        Assert.NotNull(await local.Backend.Documents.ReadAsync("p", "b", default));
    }

    [Fact]
    public async Task A_log_that_has_a_frame_for_each_record_is_read_and_goes_on()
    {
        using var log = new TemporaryBackend(new LocalOptions { LogPartitions = 1 });
        _ = log.Backend;
        log.Close();
        var account = Samples.Entry(1, "x").Account.ToString();
        var frames = new FrameBuffer();
        for (var sequence = 0; sequence < 3; sequence++)
        {
            AddRecord(frames, sequence, account, $"old {sequence}");
        }

        File.WriteAllBytes(Directory.EnumerateFiles(log.Of("log", "0")).Single(), frames.Bytes);
        var format = File.ReadAllText(log.Of("format.json"));
        File.WriteAllText(log.Of("format.json"), format.Replace("\"version\":3", "\"version\":2", StringComparison.Ordinal));

        await log.Backend.Log.AppendAsync([Samples.Entry(1, "new 3"), Samples.Entry(2, "new 4")], default);
        log.Close();
        var slice = await log.Backend.Log.ReadAsync(0, from: 1, maxBytes: 1000, only: null, default);
        Assert.Equal(["old 1", "old 2", "new 3", "new 4"], slice.Records.Select(record => Samples.Text(record.Payload)));
        Assert.Equal([1, 2, 3, 4], slice.Records.Select(record => record.Sequence));
        Assert.Equal(format, File.ReadAllText(log.Of("format.json")));
    }

    private static void AddRecord(FrameBuffer frames, long sequence, string account, string payload)
    {
        var length = 18 + account.Length + payload.Length;
        var body = frames.Add(length);
        BinaryPrimitives.WriteInt64LittleEndian(body, sequence);
        BinaryPrimitives.WriteInt64LittleEndian(body[8..], 1_000);
        BinaryPrimitives.WriteUInt16LittleEndian(body[16..], (ushort)account.Length);
        Encoding.ASCII.GetBytes(account + payload, body[18..]);
        frames.Seal(length, writeOffset: 0);
    }
}
