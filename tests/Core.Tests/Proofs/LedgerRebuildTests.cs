using System.Text;
using Tallystick.Core.Customers;
using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Core.Tests.Proofs;

public class LedgerRebuildTests
{
    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(203)]
    public async Task The_log_folds_to_the_live_documents(int seed)
    {
        var world = await ProofWorld.PlayAsync(seed, customers: 20);

        var result = await RebuildAsync(world, world.Store);

        Assert.True(result.Findings.Count == 0, $"seed {seed}: {string.Join("; ", result.Findings)}");
        Assert.Equal(20, result.Accounts);
        Assert.True(result.Windows > 100, $"seed {seed}: {result}");
    }

    [Fact]
    public async Task A_window_that_is_not_what_the_log_folds_to_is_named()
    {
        var world = await ProofWorld.PlayAsync(204, customers: 3);
        var account = world.Accounts.First().ToString();
        var window = (await world.Store.ListAsync(DocumentRange.WithPrefix(account, UsageWindow.IdPrefix), descending: false, 0, 1, default))[0];
        var body = Encoding.UTF8.GetString(window.Body.Span).Replace("\"events\":", "\"events\":1", StringComparison.Ordinal);

        var result = await RebuildAsync(world, new TamperedStore(world.Store, account, window.Id, Encoding.UTF8.GetBytes(body)));

        var finding = Assert.Single(result.Findings);
        Assert.Equal((FindingCodes.WindowDiffers, "$.events"), (finding.Code, finding.Path));
        Assert.Contains(window.Id, finding.Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bug_a_ledger_of_before_there_were_windows_of_tenants_misses_none(bool isNoted)
    {
        var world = await ProofWorld.PlayAsync(205, customers: 3);
        var partition = TenantWindows.PartitionOf(world.Accounts.First().Tenant);
        foreach (var document in await world.Store.ListAsync(DocumentRange.WithPrefix(partition, ""), descending: false, 0, int.MaxValue, default))
        {
            Assert.True(await world.Store.CommitAsync(partition, [DocumentWrite.Delete(document.Id, document.ETag)], default));
        }

        if (isNoted)
        {
            Assert.True(await world.Store.CommitAsync(partition, [DocumentWrite.Create(TenantCoverage.DocumentId, new TenantCoverage(IsWhole: false).ToBody())], default));
        }

        Assert.Empty((await RebuildAsync(world, world.Store)).Findings);
    }

    [Fact]
    public async Task A_window_of_a_tenant_that_is_gone_is_named()
    {
        var world = await ProofWorld.PlayAsync(206, customers: 3);
        var partition = TenantWindows.PartitionOf(world.Accounts.First().Tenant);
        var window = (await world.Store.ListAsync(DocumentRange.WithPrefix(partition, UsageWindow.IdPrefix), descending: false, 0, 1, default))[0];
        Assert.True(await world.Store.CommitAsync(partition, [DocumentWrite.Delete(window.Id, window.ETag)], default));

        var finding = Assert.Single((await RebuildAsync(world, world.Store)).Findings);
        Assert.Equal(FindingCodes.WindowMissing, finding.Code);
        Assert.Contains(window.Id, finding.Place, StringComparison.Ordinal);
    }

    private static Task<RebuildResult> RebuildAsync(ProofWorld world, IDocumentStore live) =>
        new LedgerRebuild(
            world.Log, live, new MemoryDocumentStore(), new MemoryClaimStore(), new AccountTermsReader(world.Store, new CustomerDirectory(world.Store))).RunAsync(default);
}
