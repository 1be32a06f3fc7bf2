using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Tallystick.Cloud.Blobs;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Blobs;

public sealed class BlobFailureTests(AzuriteBlobs azurite) : IClassFixture<AzuriteBlobs>
{
    private readonly FaultPolicy faults = new();

    [Fact]
    public async Task A_put_whose_answer_was_lost_is_made_when_the_client_sends_it_again()
    {
        var store = Store(clientRetries: 1);
        faults.LoseAnswers(1);

        Assert.True(await store.PutAsync("a", Samples.Bytes("one"), default));
    }

    [Fact]
    public async Task A_put_whose_answer_was_lost_may_be_made_again()
    {
        var store = Store(clientRetries: 0);
        faults.LoseAnswers(1);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.PutAsync("a", Samples.Bytes("one"), default));
        Assert.True(await store.PutAsync("a", Samples.Bytes("one"), default));
        Assert.False(await store.PutAsync("a", Samples.Bytes("two"), default));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_service_that_is_too_busy_is_unavailable(int status)
    {
        var store = Store(clientRetries: 0);
        faults.RefuseWith(status);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.PutAsync("a", Samples.Bytes("one"), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.GetAsync("a", default));
    }

    [Fact]
    public async Task A_container_that_is_missing_is_no_passing_failure_and_no_missing_blob()
    {
        var store = new BlobStore(azurite.Client("nosuchcontainer"));

        await Assert.ThrowsAsync<RequestFailedException>(async () => await store.PutAsync("a", Samples.Bytes("one"), default));
        await Assert.ThrowsAsync<RequestFailedException>(async () => await store.GetAsync("a", default));
    }

    [Fact]
    public async Task Bug_an_answer_that_broke_off_was_no_outage()
    {
        using var http = new HttpClient(new BrokenAnswers());
        var store = new BlobStore(new BlobContainerClient(new Uri("http://127.0.0.1/dev/invoices"), new BlobClientOptions { Transport = new HttpClientTransport(http), Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } }));

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.GetAsync("a", default));
    }

    private BlobStore Store(int clientRetries) => new(azurite.NewContainer(faults.Through(new BlobClientOptions(), clientRetries)));
}
