using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Proofs;

public class InvoiceProofTests
{
    private const int Customers = 50;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_invoice_of_a_random_history_is_verified(int seed)
    {
        var world = await ProofWorld.PlayAsync(seed, Customers, periods: 2);
        var proofs = await AllAsync(world.Proofs());

        Assert.All(proofs, proof => Assert.True(proof.IsVerified, $"seed {seed}, {proof.Invoice}: {string.Join("; ", proof.Findings)}"));
        Assert.True(proofs.Count >= 2 * Customers, $"seed {seed}: {proofs.Count} invoices");
        Assert.Contains(proofs, proof => proof.Lines.Any(line => line.DisplayName.EndsWith("(late)", StringComparison.Ordinal)));
        Assert.Contains(await world.InvoicesAsync(), invoice => invoice.Prepaid > 0);
    }

    /// <summary>Twenty worlds of fifty subscriptions.</summary>
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    private static async Task<IReadOnlyList<InvoiceProof>> AllAsync(InvoiceProofs proofs)
    {
        var all = new List<InvoiceProof>();
        Page<InvoiceProof> page;
        do
        {
            page = await proofs.PageAsync(ProofWorld.Tenant, new PageRequest(100, all.Count), default);
            all.AddRange(page.Items);
        }
        while (page.Items.Count == 100);
        return all;
    }
}
