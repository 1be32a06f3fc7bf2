using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Billing;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Proofs;

public class JournalProofTests
{
    [Fact]
    public async Task A_debit_that_spans_what_several_holds_paid_in_its_commit_is_one_stretch_with_them()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(100);
        var holds = new List<string?> { null };
        for (var i = 0; i < 3; i++)
        {
            holds.Add(await HoldAsync(pipeline));
        }

        // The hold pays a part of each, the free balance the rest.
        await pipeline.AppendAsync([.. holds.Select((hold, number) => Reported($"{number}", 2, metric: "2", hold: hold))]);
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);

        var proofs = new InvoiceProofs(
            pipeline.Store, pipeline.Log, pipeline.Claims, pipeline.Blobs, pipeline.Terms, new CustomerDirectory(pipeline.Store), pipeline.ClocksOver(pipeline.Store));
        var proof = Assert.Single((await proofs.PageAsync(Tenant, new PageRequest(10), default)).Items);
        Assert.Empty(proof.Findings);
    }

    private static async Task<string> HoldAsync(Pipeline pipeline)
    {
        var request = new HoldRequest
        {
            Items = [new HoldRequestItem(Id<Tallystick.Core.Catalog.Metric>.Of("2").ToString(), 1, Pipeline.InstantPrice)],
            Currency = Currency.Parse("USD"),
            ExpiresIn = Duration.FromHours(1),
        };
        var holds = new HoldService(pipeline.Store, pipeline.Ids);
        return (await holds.PlaceHoldAsync(Account, request, new WalletClock(pipeline.Time.Now), default)).OrThrow().Id.ToString();
    }
}
