using System.Text;
using Tallystick.Cloud.Cosmos;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Cosmos;

public sealed class CosmosItemTests
{
    private const string Partition = "tenant/items";

    [Fact]
    public void An_operator_can_read_an_item() => Assert.Equal(
        """{"id":"win:2026","partition":"a/b","body":"{\"sum\":\"1.50\",\"n\":3,\"who\":\"Zoë & Łukasz 🐙\"}"}""",
        Text(DocumentWrite.Put("win:2026", Samples.Bytes("""{"sum":"1.50","n":3,"who":"Zoë & Łukasz 🐙"}"""))));

    [Theory]
    [InlineData("\0\0\0\0\0\0", "\"base64\":\"AAAAAAAA\"")]
    [InlineData("\"\"\"\"\"\"", "\"base64\":\"IiIiIiIi\"")]
    [InlineData("", "\"body\":\"\"")]
    public void What_would_be_longer_as_text_is_kept_in_base_64(string body, string kept) =>
        Assert.Contains(kept, Text(DocumentWrite.Put("a", Samples.Bytes(body))), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"n":12345678901234567890,"d":1.0,"e":1e400,"z":-0}""")]
    [InlineData("""{ "spaces" : [ 1 , 2 ] ,"twice":1,"twice":2}""")]
    [InlineData("""{"escapes":"\u00fc\u0000\ud83d\ude00\/\"\\ 🐙"}""")]
    [InlineData("[\n\t1,\r\n\t2\n]")]
    [InlineData("\u007f\u0080\u2028\ufeff")]
    public async Task Every_byte_of_a_body_comes_back(string body)
    {
        var store = await new CosmosWire().OpenAsync();
        await store.CommitAsync(Partition, [DocumentWrite.Put("a", Samples.Bytes(body))], default);

        Assert.Equal(body, Samples.Text((await store.ReadAsync(Partition, "a", default))!.Body));
    }

    [Fact]
    public async Task Any_bytes_come_back()
    {
        var store = await new CosmosWire().OpenAsync();
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var body = new byte[random.Next(40)];
            random.NextBytes(body);
            Array.ForEach(Enumerable.Range(0, body.Length).ToArray(), i => body[i] &= seed % 2 == 0 ? (byte)0x7f : (byte)0xff);
            var id = $"{seed}";
            await store.CommitAsync(Partition, [DocumentWrite.Put(id, body)], default);

            Assert.True((await store.ReadAsync(Partition, id, default))!.Body.Span.SequenceEqual(body), $"seed {seed}");
        }
    }

    /// <summary>By what fills the bodies: each is of another size as text.</summary>
    [Theory]
    [InlineData('a')]
    [InlineData('"')]
    [InlineData('\\')]
    [InlineData('\0')]
    [InlineData('\u00ff')]
    public async Task The_largest_commit_fits_into_a_request_however_its_bytes_are_written(char filling)
    {
        var store = await new CosmosWire().OpenAsync();
        var partition = new string('"', DocumentBounds.MaxName);
        var bodies = Encoding.Latin1.GetBytes(new string(filling, DocumentBounds.MaxCommitBytes / DocumentBounds.MaxWrites));
        string Id(int number) => $"{number:D2}".PadLeft(DocumentBounds.MaxName, '"');
        await store.CommitAsync(partition, [.. Enumerable.Range(0, DocumentBounds.MaxWrites).Select(i => DocumentWrite.Create(Id(i), bodies))], default);
        var standing = await store.ListAsync(DocumentRange.WithPrefix(partition, ""), descending: false, 0, int.MaxValue, default);

        Assert.True(await store.CommitAsync(partition, [.. standing.Select(document => DocumentWrite.Replace(document.Id, bodies, document.ETag))], default));
        Assert.True(await store.CommitAsync(Partition, [DocumentWrite.Create("whole", Encoding.Latin1.GetBytes(new string(filling, DocumentBounds.MaxCommitBytes)))], default));
    }

    private static string Text(DocumentWrite write) => Encoding.UTF8.GetString(CosmosItem.Write("a/b", write).ToArray());
}
