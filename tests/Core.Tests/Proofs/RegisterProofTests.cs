using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>Invoices, entries, numbers and files that somebody makes away with behind the program's back.</summary>
public class RegisterProofTests
{
    private static readonly string Billing = $"{ProofWorld.Tenant}/billing";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_invoices_of_a_random_history_are_complete(int seed)
    {
        var world = await ProofWorld.PlayAsync(seed, customers: 10);

        var proof = await world.RegisterProofs().ProveAsync(ProofWorld.Tenant, default);

        Assert.True(proof.IsVerified, $"seed {seed}: {string.Join("; ", proof.Findings)}");
        Assert.Equal((await world.InvoicesAsync()).Count(invoice => invoice.Number is not null), proof.Issued);
    }

    [Fact]
    public async Task Bug_an_invoice_whose_entry_was_deleted_was_not_proved()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 3);
        var invoice = (await world.InvoicesAsync())[0];
        await DeleteAsync(world, await EntryAsync(world, invoice));

        await AssertFoundAsync(world, FindingCodes.InvoiceNotListed, invoice.Id.ToString());
        var proofs = await world.Proofs().PageAsync(ProofWorld.Tenant, new PageRequest(int.MaxValue), default);
        Assert.Contains(proofs.Items, proof => proof.Invoice == invoice.Id && proof.IsVerified);
    }

    [Fact]
    public async Task Bug_an_entry_under_another_id_dropped_its_invoice()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 3);
        var invoice = (await world.InvoicesAsync())[0];
        var entry = await EntryAsync(world, invoice);
        var body = (await world.Store.ReadAsync(Billing, entry, default))!.Body;
        await DeleteAsync(world, entry);
        var moved = entry.Replace("invoice:2", "invoice:1", StringComparison.Ordinal);
        await world.Store.CommitAsync(Billing, [DocumentWrite.Create(moved, body)], default);

        await AssertFoundAsync(world, FindingCodes.InvoiceNotListed, invoice.Id.ToString());
        await AssertFoundAsync(world, FindingCodes.InvoiceEntryDiffers, moved);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_named()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 3);
        var invoice = (await world.InvoicesAsync())[0];
        var entry = await EntryAsync(world, invoice);
        var store = new TamperedStore(world.Store, Billing, entry, """{"invoice":"inw_1"}"""u8.ToArray());

        await AssertFoundAsync(world, FindingCodes.InvoiceEntryDiffers, entry, store);
        await AssertFoundAsync(world, FindingCodes.InvoiceNotListed, invoice.Id.ToString(), store);
    }

    [Fact]
    public async Task A_deleted_invoice_leaves_its_number_its_entry_and_its_file()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 3);
        var invoice = (await world.InvoicesAsync()).First(invoice => invoice.Number == "INV-000002");
        await DeleteAsync(world, invoice.Id.ToString());

        await AssertFoundAsync(world, FindingCodes.InvoiceNumberMissing, "INV-000002");
        await AssertFoundAsync(world, FindingCodes.InvoiceEntryDiffers, await EntryAsync(world, invoice));
        await AssertFoundAsync(world, FindingCodes.FileUnexpected, "INV-000002");
    }

    [Fact]
    public async Task A_last_invoice_that_is_gone_with_its_number_leaves_its_file()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 3);
        var last = (await world.InvoicesAsync()).MaxBy(invoice => invoice.Number, StringComparer.Ordinal)!;
        await DeleteAsync(world, last.Id.ToString());
        await DeleteAsync(world, await EntryAsync(world, last));
        var before = new InvoiceCounter { Last = long.Parse(last.Number![4..], System.Globalization.CultureInfo.InvariantCulture) - 1 };
        var store = new TamperedStore(world.Store, Billing, "invoice-counter", before.ToBody());

        await AssertFoundAsync(world, FindingCodes.FileUnexpected, last.Number!, store);
    }

    [Fact]
    public async Task Numbers_that_were_never_given_or_given_twice_are_named()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 3);
        var invoice = (await world.InvoicesAsync()).First(invoice => invoice.Number == "INV-000002");

        var twice = new TamperedStore(world.Store, Billing, invoice.Id.ToString(), (invoice with { Number = "INV-000001" }).ToBody());
        await AssertFoundAsync(world, FindingCodes.InvoiceNumberDiffers, "INV-000001", twice);
        var never = new TamperedStore(world.Store, Billing, invoice.Id.ToString(), (invoice with { Number = "INV-999999" }).ToBody());
        await AssertFoundAsync(world, FindingCodes.InvoiceNumberDiffers, "INV-999999", never);
        var unread = new TamperedStore(world.Store, Billing, "invoice-counter", """{"last":"x"}"""u8.ToArray());
        await AssertFoundAsync(world, FindingCodes.InvoiceNumberDiffers, "the counter", unread);
    }

    [Fact]
    public async Task An_issued_invoice_without_its_file_is_named()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 3);
        var name = $"{ProofWorld.Tenant}/invoices/INV-000001.json";

        await AssertFoundAsync(world, FindingCodes.FileMissing, name, blobs: new TamperedBlobs(world.Blobs, name, null));
    }

    private static async Task<string> EntryAsync(ProofWorld world, Invoice invoice)
    {
        var entries = await world.Store.ListAsync(DocumentRange.WithPrefix(Billing, "invoice:"), descending: false, 0, int.MaxValue, default);
        return entries.Single(entry => entry.Id.EndsWith($":{invoice.Id}", StringComparison.Ordinal)).Id;
    }

    private static async Task DeleteAsync(ProofWorld world, string id)
    {
        var document = (await world.Store.ReadAsync(Billing, id, default))!;
        Assert.True(await world.Store.CommitAsync(Billing, [DocumentWrite.Delete(id, document.ETag)], default));
    }

    private static async Task AssertFoundAsync(ProofWorld world, string code, string place, IDocumentStore? store = null, IBlobStore? blobs = null)
    {
        var proof = await world.RegisterProofs(store, blobs).ProveAsync(ProofWorld.Tenant, default);
        Assert.True(
            proof.Findings.Any(finding => finding.Code == code && finding.Place.Contains(place, StringComparison.Ordinal)), string.Join("; ", proof.Findings));
    }
}
