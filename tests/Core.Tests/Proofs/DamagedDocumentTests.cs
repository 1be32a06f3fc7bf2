using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>A document that proofs depend on cannot be read: those that depend on it fail and name it, the others do not.</summary>
public class DamagedDocumentTests
{
    [Theory]
    [InlineData("subscriptions", "{\"subscriptions\":[{\"id\":\"sub")]
    [InlineData("subscriptions", "{\"subscriptionz\":[]}")]
    [InlineData("subscriptions", "null")]
    [InlineData("version", "{\"id\":\"x\"}")]
    [InlineData("customer", "")]
    public async Task Bug_a_damaged_document_of_one_account_ended_the_proof_of_all(string which, string body)
    {
        var world = await ProofWorld.PlayAsync(1, customers: 4);
        var account = world.Accounts.First();
        var (partition, id) = which switch
        {
            "subscriptions" => (account.ToString(), "subscriptions"),
            "version" => ($"{ProofWorld.Tenant}/catalog", Tallystick.Core.Catalog.PlanVersion.IdPrefix + "_v0"),
            _ => ($"{ProofWorld.Tenant}/customers", account.Subject),
        };
        Assert.NotNull(await world.Store.ReadAsync(partition, id, default));

        var proofs = await ProveAsync(world, partition, id, body);

        foreach (var proof in proofs)
        {
            if (proof.Invoice.Suffix.StartsWith(account.Customer!.Value.Suffix, StringComparison.Ordinal))
            {
                Assert.Contains(proof.Findings, finding => finding.Code == FindingCodes.InvoiceNotRebuilt && finding.Message.Contains($"{id} in {partition}", StringComparison.Ordinal));
                Assert.NotNull(proof.Number);
            }
            else
            {
                Assert.True(proof.IsVerified, string.Join("; ", proof.Findings));
            }
        }

        Assert.Contains(proofs, proof => proof.IsVerified);
        Assert.Contains(proofs, proof => !proof.IsVerified);
    }

    [Theory]
    [InlineData("catalog", "proof-key")]
    [InlineData("catalog", "metric")]
    [InlineData("metering", "progress:0.0")]
    public async Task Bug_a_damaged_document_of_all_accounts_was_not_named(string partition, string id)
    {
        var world = await ProofWorld.PlayAsync(1, customers: 2);
        id = id == "metric" ? $"{Tallystick.Core.Values.Id<Tallystick.Core.Catalog.Metric>.Of("1")}" : id;
        partition = partition == "metering" ? partition : $"{ProofWorld.Tenant}/{partition}";
        Assert.NotNull(await world.Store.ReadAsync(partition, id, default));

        var proofs = await ProveAsync(world, partition, id, "{]");

        Assert.NotEmpty(proofs);
        Assert.All(proofs, proof => Assert.Contains(id, Assert.Single(proof.Findings).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_window_under_an_id_that_names_no_hour_is_a_finding()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 2);
        var account = world.Accounts.First().ToString();
        await world.Store.CommitAsync(account, [DocumentWrite.Create($"{UsageWindow.IdPrefix}20x60101", "{}"u8.ToArray())], default);

        var proofs = await world.Proofs().PageAsync(ProofWorld.Tenant, new PageRequest(int.MaxValue), default);

        Assert.Contains(proofs.Items, proof => proof.Findings.Any(finding => finding.Code == FindingCodes.WindowUnexpected));
    }

    private static async Task<IReadOnlyList<InvoiceProof>> ProveAsync(ProofWorld world, string partition, string id, string body)
    {
        var store = new TamperedStore(world.Store, partition, id, System.Text.Encoding.UTF8.GetBytes(body));
        return (await world.Proofs(store: store).PageAsync(ProofWorld.Tenant, new PageRequest(int.MaxValue), default)).Items;
    }
}
