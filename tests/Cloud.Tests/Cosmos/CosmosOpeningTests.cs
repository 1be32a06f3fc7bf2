using Microsoft.Azure.Cosmos;
using Tallystick.Cloud;
using Tallystick.Cloud.Cosmos;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

namespace Tallystick.Tests.Cloud.Tests.Cosmos;

public sealed class CosmosOpeningTests
{
    [Theory]
    [InlineData("Strong")]
    [InlineData("BoundedStaleness")]
    public async Task An_account_that_reads_what_was_written_is_opened(string consistency) =>
        Assert.NotNull(await new CosmosWire { Account = new WireAccount { Consistency = consistency } }.OpenAsync());

    [Theory]
    [InlineData("Session")]
    [InlineData("ConsistentPrefix")]
    [InlineData("Eventual")]
    public async Task An_account_that_may_read_what_was_before_is_refused(string consistency) =>
        await Refuses(new CosmosWire { Account = new WireAccount { Consistency = consistency } }, consistency);

    [Fact]
    public async Task An_account_that_is_written_in_several_regions_is_refused() =>
        await Refuses(new CosmosWire { Account = new WireAccount { Writable = ["West Europe", "North Europe"] } }, "several regions");

    [Fact]
    public async Task An_account_that_is_read_in_several_regions_is_opened() =>
        Assert.NotNull(await new CosmosWire { Account = new WireAccount { Readable = ["West Europe", "North Europe"] } }.OpenAsync());

    [Fact]
    public async Task A_client_that_may_send_writes_again_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new CosmosWire().OpenAsync(options => options.LimitToEndpoint = false));

    [Fact]
    public async Task A_container_that_is_missing_is_named() => await Refuses(new CosmosWire { Items = null }, "no container tallystick/ledger");

    [Fact]
    public async Task A_container_with_another_partition_key_is_refused() =>
        await Refuses(new CosmosWire { Items = new WireContainer("tenant") }, "/tenant");

    [Fact]
    public async Task A_container_that_forgets_is_refused() =>
        await Refuses(new CosmosWire { Items = new WireContainer(timeToLive: 3600) }, "3600 seconds");

    [Fact]
    public void Clients_connect_directly_in_production_and_never_send_in_bulk()
    {
        var options = CosmosClients.Options(ConnectionMode.Direct);

        Assert.Equal(ConnectionMode.Direct, options.ConnectionMode);
        Assert.True(options.LimitToEndpoint);
        Assert.False(options.AllowBulkExecution);
    }

    private static async Task Refuses(CosmosWire wire, string because)
    {
        var refusal = await Assert.ThrowsAsync<UnusableServiceException>(() => wire.OpenAsync());

        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
