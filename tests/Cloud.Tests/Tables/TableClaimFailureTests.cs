using Azure;
using Azure.Data.Tables;
using Tallystick.Cloud.Tables;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Tables;

public sealed class TableClaimFailureTests(AzuriteTables azurite) : IClassFixture<AzuriteTables>
{
    private readonly FaultPolicy faults = new();

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_won_when_the_client_sends_it_again()
    {
        var store = Store(clientRetries: 1);
        var claim = Samples.Claim(1, 10);
        faults.LoseAnswers(1);

        Assert.Equal([claim], await store.ClaimAsync([claim], default));
    }

    [Fact]
    public async Task A_call_whose_answer_was_lost_may_be_made_again_and_wins_what_it_had_won()
    {
        var store = Store(clientRetries: 0);
        var claims = Enumerable.Range(0, 20).Select(i => Samples.Claim(i * 7, i)).ToList();
        faults.LoseAnswers(1);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.ClaimAsync(claims, default));
        Assert.Equal(claims, await store.ClaimAsync(claims, default));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_service_that_is_too_busy_is_unavailable(int status)
    {
        var store = Store(clientRetries: 0);
        faults.RefuseWith(status);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.ClaimAsync([Samples.Claim(1, 10)], default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.FindAsync(Samples.Claim(1, 10).Event, default));
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_unavailable()
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var nobody = new TableClient(new Uri("http://127.0.0.1:1/account"), "claims", new TableSharedKeyCredential("account", "AAAA"), options);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await new TableClaimStore(nobody).ClaimAsync([Samples.Claim(1, 10)], default));
    }

    [Fact]
    public async Task A_table_that_is_missing_is_no_passing_failure()
    {
        var store = new TableClaimStore(azurite.Client("nosuchtable", null));

        await Assert.ThrowsAnyAsync<RequestFailedException>(async () => await store.ClaimAsync([Samples.Claim(1, 10)], default));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_that_the_store_is_away() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store(clientRetries: 0).ClaimAsync([Samples.Claim(1, 10)], new CancellationToken(canceled: true)));

    private TableClaimStore Store(int clientRetries) => new(azurite.NewTable(faults.Through(new TableClientOptions(), clientRetries)));
}
