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

    private static Task<RebuildResult> RebuildAsync(ProofWorld world, IDocumentStore live) =>
        new LedgerRebuild(
            world.Log, live, new MemoryDocumentStore(), new MemoryClaimStore(), new AccountTermsReader(world.Store, new CustomerDirectory(world.Store))).RunAsync(default);
}
