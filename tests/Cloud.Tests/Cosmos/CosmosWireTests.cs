using System.Net;
using System.Text;
using Microsoft.Azure.Cosmos;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

namespace Tallystick.Tests.Cloud.Tests.Cosmos;

/// <summary>What the model knows of the service that the document store does not ask for, or must never run into.</summary>
public sealed class CosmosWireTests : IDisposable
{
    private readonly CosmosWire wire = new();
    private readonly PartitionKey key = new("p");

    private Container Items => wire.Client().GetContainer(CosmosWire.Database, CosmosWire.Container);

    public void Dispose() => wire.Dispose();

    [Fact]
    public async Task An_item_of_another_partition_than_the_request_names_is_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Items.CreateItemStreamAsync(Item("a", "other"), key)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Items.UpsertItemStreamAsync(Item("a", "other"), key)).StatusCode);
    }

    [Fact]
    public async Task An_item_that_is_known_is_not_sent_again()
    {
        var etag = (await Items.CreateItemStreamAsync(Item("a", "p"), key)).Headers.ETag;

        var again = await Items.ReadItemStreamAsync("a", key, new ItemRequestOptions { IfNoneMatchEtag = etag });

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData(100, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.BadRequest)]
    public async Task A_batch_has_a_hundred_operations(int operations, HttpStatusCode expected)
    {
        var batch = Items.CreateTransactionalBatch(key);
        for (var i = 0; i < operations; i++)
        {
            batch.CreateItemStream(Item($"{i}", "p"));
        }

        Assert.Equal(expected, (await batch.ExecuteAsync()).StatusCode);
    }

    [Fact]
    public async Task A_request_has_two_megabytes()
    {
        var item = Item("a", "p", new string('x', WireContainer.MaxRequest));
        var batch = Items.CreateTransactionalBatch(key).CreateItemStream(item);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await batch.ExecuteAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Items.CreateItemStreamAsync(item, key)).StatusCode);
    }

    [Fact]
    public async Task Of_a_batch_that_fails_one_operation_says_why()
    {
        await Items.CreateItemStreamAsync(Item("taken", "p"), key);

        var answer = await Items.CreateTransactionalBatch(key)
            .CreateItemStream(Item("a", "p")).CreateItemStream(Item("taken", "p")).CreateItemStream(Item("b", "p")).ExecuteAsync();

        Assert.Equal([424, 409, 424], answer.Select(result => (int)result.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, (await Items.ReadItemStreamAsync("a", key)).StatusCode);
    }

    private static MemoryStream Item(string id, string partition, string text = "") =>
        new(Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","partition":"{{partition}}","text":"{{text}}"}"""));
}
