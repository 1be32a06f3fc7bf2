using System.Text;
using Azure.Messaging.EventHubs;
using Azure.Storage.Blobs;
using Tallystick.Cloud.Capture;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Azurite;

namespace Tallystick.Tests.Cloud.Tests.Capture;

public sealed class CaptureFileTests(AzuriteBlobs azurite) : IClassFixture<AzuriteBlobs>
{
    private static readonly DateTimeOffset Time = new(2020, 6, 25, 15, 47, 29, 500, TimeSpan.Zero);
    private readonly BlobContainerClient container = azurite.NewContainer();

    [Theory]
    [InlineData("null", 1)]
    [InlineData("null", 100)]
    [InlineData("deflate", 1)]
    [InlineData("deflate", 7)]
    public async Task Records_are_read_as_they_were_written(string codec, int perBlock)
    {
        var events = Events(20).ToList();

        var read = await ReadAsync(CaptureBytes.Of(events, codec, perBlock));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), read.Select(record => record.Sequence));
        Assert.All(read, record => Assert.Equal("6/25/2020 3:47:29 PM", Encoding.UTF8.GetString(record.EnqueuedTime.Span)));
        Assert.All(read, record => Assert.Equal("org_m/cus_1", record.Account));
        Assert.Equal(events.Select(data => data.EventBody.ToString()), read.Select(record => Encoding.UTF8.GetString(record.Body!.Value.Span)));
    }

    [Fact]
    public async Task A_file_without_records_is_read_as_none() => Assert.Empty(await ReadAsync(CaptureBytes.Of([])));

    [Theory]
    [InlineData("""{"type":"record","name":"E","fields":[{"name":"Body","type":"bytes"},{"name":"Properties","type":{"type":"map","values":"string"}},{"name":"New","type":["null",{"type":"map","values":["boolean","int","float"]}]},{"name":"EnqueuedTimeUtc","type":{"type":"string"}},{"name":"SequenceNumber","type":"long"}]}""")]
    public async Task Fields_are_found_by_their_names_and_others_are_passed_over(string schema)
    {
        var writer = new AvroWriter(schema);
        AvroWriter.WriteText(writer.Block, "body");
        AvroWriter.WriteLong(writer.Block, -1); // one entry, in its size
        AvroWriter.WriteLong(writer.Block, 15);
        AvroWriter.WriteText(writer.Block, "account");
        AvroWriter.WriteText(writer.Block, "whose");
        AvroWriter.WriteLong(writer.Block, 0);
        AvroWriter.WriteLong(writer.Block, 1);
        AvroWriter.WriteLong(writer.Block, 1);
        AvroWriter.WriteText(writer.Block, "key");
        AvroWriter.WriteLong(writer.Block, 1);
        AvroWriter.WriteLong(writer.Block, -7);
        AvroWriter.WriteLong(writer.Block, 0);
        AvroWriter.WriteText(writer.Block, "time");
        AvroWriter.WriteLong(writer.Block, long.MaxValue);
        writer.EndRecord();
        writer.EndBlock();

        var record = Assert.Single(await ReadAsync(writer.ToArray()));

        Assert.Equal((long.MaxValue, "whose", "body"), (record.Sequence, record.Account, Encoding.UTF8.GetString(record.Body!.Value.Span)));
    }

    [Theory]
    [InlineData("6/25/2020 3:47:29 PM")]
    [InlineData("06/25/2020 15:47:29")]
    [InlineData("2020-06-25T15:47:29Z")]
    [InlineData("2020-06-25T15:47:29.5000000Z")]
    [InlineData("2020-06-25T17:47:29.5+02:00")]
    public void A_time_is_read_in_the_services_form_and_in_two_more(string text) =>
        Assert.Equal(Time.ToUnixTimeSeconds(), CaptureTime.Read(Encoding.UTF8.GetBytes(text)).ToUnixTimeSeconds());

    [Theory]
    [InlineData("")]
    [InlineData("25.6.2020 15:47")]
    [InlineData("6/25/2020")]
    public void Another_time_is_refused(string text) => Assert.Throws<InvalidDataException>(() => CaptureTime.Read(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("Obj", "Obi", "byte 4: this is no Avro file")]
    [InlineData("avro.schema", "avro.schemo", "the header has no schema")]
    [InlineData("EnqueuedTimeUtc\",\"type\":\"string", "EnqueuedTimeUtc\",\"type\":\"double", "'EnqueuedTimeUtc' is missing or of another type")]
    [InlineData("SequenceNumber", "SequenceNumbes", "'SequenceNumber' is missing or of another type")]
    [InlineData("\"record\"", "\"recort\"", "the schema is not one of records")]
    [InlineData("\"double\"", "\"dauble\"", "a type 'dauble'")]
    [InlineData("{\"type\"", "[\"type\"", "the schema cannot be read")]
    public async Task A_file_of_another_sort_is_refused(string text, string instead, string message)
    {
        var bytes = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(CaptureBytes.Of(Events(3))).Replace(text, instead, StringComparison.Ordinal));

        var thrown = await Assert.ThrowsAsync<DamagedStoreException>(() => ReadAsync(bytes));

        Assert.StartsWith("Blob the/blob.avro cannot be read at byte ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compression_that_is_not_known_is_refused()
    {
        var thrown = await Assert.ThrowsAsync<DamagedStoreException>(() => ReadAsync(CaptureBytes.Of(Events(3), "snappy")));

        Assert.Contains("its compression is 'snappy'", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("deflate")]
    public async Task A_file_that_is_cut_anywhere_is_found_out_or_ends_with_a_whole_block(string codec)
    {
        var events = Events(9).ToList();
        var whole = CaptureBytes.Of(events, codec);
        HashSet<int> ends = [.. Enumerable.Range(0, 4).Select(blocks => CaptureBytes.Of(events.Take(blocks * 3), codec).Length)];
        for (var length = 0; length < whole.Length; length++)
        {
            if (ends.Contains(length))
            {
                continue;
            }

            var thrown = await Record.ExceptionAsync(() => ReadStreamAsync(whole[..length]));
            Assert.True(thrown is InvalidDataException, $"cut at {length} of {whole.Length}: {thrown}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_changed_byte_is_found_out_or_changes_one_value_and_never_fails_otherwise(int seed)
    {
        var whole = CaptureBytes.Of(Events(9), seed == 1 ? "null" : "deflate");
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var thrown = await Record.ExceptionAsync(() => ReadStreamAsync(bytes));
            Assert.True(thrown is null or InvalidDataException, $"seed {seed}, round {round}: {thrown}");
        }
    }

    private static IEnumerable<EventData> Events(int count) => Enumerable.Range(0, count).Select(i => EventHubsModelFactory.EventData(
        new BinaryData($"body {i}"),
        new Dictionary<string, object> { ["number"] = 17L, ["account"] = "org_m/cus_1", ["half"] = 0.5, ["none"] = null!, ["bytes"] = new byte[] { 1, 2 } },
        sequenceNumber: i,
        offsetString: $"{i * 100}",
        enqueuedTime: Time));

    private static async Task ReadStreamAsync(byte[] bytes)
    {
        await using var file = await AvroFile.OpenAsync(new MemoryStream(bytes), default);
        var schema = new CaptureSchema(file.Fields);
        while (await file.NextAsync(default) is { } block)
        {
            var cursor = new AvroCursor(block.Data);
            for (var i = 0; i < block.Count; i++)
            {
                schema.Read(cursor);
            }
        }
    }

    private async Task<List<CapturedRecord>> ReadAsync(byte[] bytes)
    {
        await container.GetBlobClient("the/blob.avro").UploadAsync(new BinaryData(bytes), overwrite: true);
        await using var file = await CaptureFile.OpenAsync(container, "the/blob.avro", 1024, default);
        return await file.ReadAsync(0, default).Select(item => item.Record).ToListAsync();
    }
}
