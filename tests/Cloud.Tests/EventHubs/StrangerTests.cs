using Azure.Messaging.EventHubs;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

/// <summary>What others send to the hub.</summary>
public sealed class StrangerTests(AzuriteBlobs azurite) : IClassFixture<AzuriteBlobs>
{
    private const string Unnamed = "It has no property 'account' that names an account.";
    private readonly ManualTime time = new();

    public static TheoryData<string, object?> NoAccounts => new()
    {
        { "none", null },
        { "account", "" },
        { "account", "somebody" },
        { "account", "org_acme/somebody" },
        { "account", 17L },
        { "account", new byte[] { 1 } },
        { "Account", "org_acme/cus_customer1" },
    };

    [Theory]
    [MemberData(nameof(NoAccounts))]
    public async Task A_record_that_names_no_account_is_nobodys(string property, object? value)
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        fixture.Hub.Send(0, [new EventData("x") { Properties = { [property] = value } }]);

        var record = Assert.Single(await LogFixture.DrainAsync(fixture.Log, 0));

        Assert.Equal((AccountId.Nobody, Unnamed, true), (record.Account, record.Flaw, record.Payload.IsEmpty));
        Assert.Equal(record, fixture.Log.RecordOf(0, fixture.Hub.EventsOf(0)[0]));
    }

    [Fact]
    public async Task A_record_in_the_wrong_partition_is_nobodys()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        var home = fixture.Log.PartitionOf(Samples.Account(1));
        fixture.Hub.Send(1 - home, [Of("x")]);

        Assert.Equal($"The records of its account are in partition {home}.", Assert.Single(await LogFixture.DrainAsync(fixture.Log, 1 - home)).Flaw);
    }

    [Fact]
    public async Task A_record_that_cannot_be_unpacked_is_nobodys()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        var home = fixture.Log.PartitionOf(Samples.Account(1));
        fixture.Hub.Send(home, [Of(""), Of(new string('\n', 65_536)), Of("no event")]);

        var records = await LogFixture.DrainAsync(fixture.Log, home);

        Assert.Equal(["It is empty.", "It has more than 65535 lines.", null], records.Select(record => record.Flaw));
        Assert.Equal(Samples.Account(1), records[2].Account);
    }

    [Fact]
    public async Task They_stop_no_partition_and_are_listed()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        var home = fixture.Log.PartitionOf(Samples.Account(1));
        await fixture.AppendAsync(1, "no event\n");
        fixture.Hub.Send(home, [new EventData("x"), Of("")]);
        await fixture.AppendAsync(1, "no event either\n");
        var store = new MemoryDocumentStore();
        var meter = new Meter(fixture.Log, new MemoryClaimStore(), store, new AccountTermsReader(store, new CustomerDirectory(store)));

        await meter.ConsumeAsync(home, await LogFixture.DrainAsync(fixture.Log, home, from: 3), default); // fills the gap before

        Assert.Equal(3, await new MeterProgress(store).ReadAsync(0, home, default));
        var noted = await new UnreadableRecords(store).ListAsync(new PageRequest(), default);
        Assert.Equal([(2L, "It is empty."), (1, Unnamed)], noted.Items.Select(item => (item.Sequence, item.Reason)));
        var rejected = await new Outcomes(store).FindAsync(Samples.Account(1).Tenant, OutcomeKind.Rejected, new OutcomeFilter(), new PageRequest(), default);
        Assert.Equal(["UNREADABLE_EVENT", "UNREADABLE_EVENT"], rejected.Items.Select(outcome => outcome.Rejection!.Code));
    }

    [Fact]
    public async Task Seconds_are_what_a_trigger_is_told_too()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        time.Advance(TimeSpan.FromMilliseconds(1999));
        await fixture.AppendAsync(1, "x");
        var home = fixture.Log.PartitionOf(Samples.Account(1));

        var given = fixture.Log.RecordOf(home, fixture.Hub.EventsOf(home)[0]);

        Assert.Equal(Instant.FromUtc(2026, 1, 1, 0, 0, 1), given.EnqueuedAt);
        Assert.Equal(("x", Samples.Account(1)), (Samples.Text(given.Payload), given.Account));
    }

    private static EventData Of(string body) => new(body) { Properties = { ["account"] = Samples.Account(1).ToString() } };
}
