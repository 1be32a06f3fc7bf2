using Azure.Data.Tables;
using Tallystick.Cloud.Tables;
using Tallystick.Core.Usage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Tables;

public sealed class TableClaimStoreTests(AzuriteTables azurite) : ClaimStoreContract, IClassFixture<AzuriteTables>
{
    private readonly TableClient table = azurite.NewTable();

    protected override IClaimStore Store => new TableClaimStore(table);

    protected override int Many => 3_000;

    [Fact]
    public async Task A_row_can_be_found_by_the_parts_of_the_events_id()
    {
        var claim = new Claim(new EventId(31, 33), new LogPosition(1, 2, 3, 4), 5);
        await Store.ClaimAsync([claim], default);

        var row = (await table.GetEntityAsync<TableEntity>("0000000z", "00000000000000000000000011")).Value;
        Assert.Equal("usg_" + row.PartitionKey + row.RowKey, claim.Event.ToString());
        Assert.Equal("1.2.3.4", row.GetString("Owner"));
        Assert.Equal("00000000000000000000000005", row.GetString("Body"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(99)]
    [InlineData(100)]
    public async Task Of_a_transaction_with_taken_rows_the_others_are_claimed(int taken)
    {
        Claim Of(int i, long sequence) => new(new EventId(1, (UInt128)(uint)i), new LogPosition(0, 0, sequence, 0), 0);
        var random = new Random(taken);
        var indexes = Enumerable.Range(0, 100).OrderBy(_ => random.Next()).Take(taken).ToHashSet();
        await Store.ClaimAsync([.. indexes.Select(i => Of(i, 1))], default);

        var answers = await Store.ClaimAsync([.. Enumerable.Range(0, 100).Select(i => Of(i, 2))], default);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => Of(i, indexes.Contains(i) ? 1 : 2)), answers);
    }
}
