using System.Text;
using Tallystick.Core.Books;
using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>Books that somebody changes behind the program's back.</summary>
public class BookProofTests
{
    private static readonly string Billing = $"{ProofWorld.Tenant}/billing";
    private static readonly string Wallets = $"{ProofWorld.Tenant}/books";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_books_of_a_random_history_are_what_its_invoices_and_wallets_make(int seed)
    {
        var world = await ProofWorld.PlayAsync(seed, customers: 10);

        var proof = await ProveAsync(world);

        Assert.True(proof.IsVerified, $"seed {seed}: {string.Join("; ", proof.Findings)}");
        Assert.True(proof.Entries > 10, $"seed {seed}");
    }

    [Fact]
    public async Task A_page_that_is_gone_leaves_what_it_had_missing_and_the_totals_of_its_day_alone()
    {
        var world = await PostedAsync();
        var page = (await PagesAsync(world, Billing))[0];
        await world.Store.CommitAsync(Billing, [DocumentWrite.Delete(page.Id, page.ETag)], default);

        await AssertFoundAsync(world, FindingCodes.BookEntryMissing, "inv_");
        await AssertFoundAsync(world, FindingCodes.BookTotalDiffers, "booktotals:");
    }

    [Fact]
    public async Task A_page_of_wallets_that_is_gone_is_missed_by_its_customers()
    {
        var world = await PostedAsync();
        var page = (await PagesAsync(world, Wallets))[0];
        await world.Store.CommitAsync(Wallets, [DocumentWrite.Delete(page.Id, page.ETag)], default);

        await AssertFoundAsync(world, FindingCodes.BookEntryDiffers, "the wallet of cus_");
    }

    [Fact]
    public async Task A_page_that_stands_there_twice_is_found()
    {
        var world = await PostedAsync();
        foreach (var partition in new[] { Billing, Wallets })
        {
            var page = (await PagesAsync(world, partition))[0];
            await world.Store.CommitAsync(partition, [DocumentWrite.Create(page.Id + "again", page.Body)], default);
        }

        await AssertFoundAsync(world, FindingCodes.BookEntryUnexpected, "inv_");
        await AssertFoundAsync(world, FindingCodes.BookEntryDiffers, "the wallet of cus_");
    }

    [Theory]
    [InlineData("/billing", "\"fact\":\"invoice_issued\"", "\"fact\":\"invoice_voided\"", FindingCodes.BookEntryDiffers)]
    [InlineData("/billing", "{\"entries\":[{\"id\":\"inv_", "{\"entries\":[{\"id\":\"inv_0", FindingCodes.BookEntryUnexpected)]
    [InlineData("/billing", "\"amount\":\"", "\"amount\":\"1", FindingCodes.BookNotRead)]
    [InlineData("/books", "\"fact\":\"top_up\"", "\"fact\":\"invoice_paid\"", FindingCodes.BookEntryDiffers)]
    [InlineData("/books", "\"customerId\":\"cus_", "\"customerId\":\"cus_0", FindingCodes.BookEntryUnexpected)]
    public async Task A_changed_entry_is_found(string partition, string text, string other, string code)
    {
        var world = await PostedAsync();
        var page = (await PagesAsync(world, ProofWorld.Tenant + partition)).First(page => Encoding.UTF8.GetString(page.Body.Span).Contains(text, StringComparison.Ordinal));
        var body = Encoding.UTF8.GetString(page.Body.Span);
        var at = body.IndexOf(text, StringComparison.Ordinal);
        var changed = Encoding.UTF8.GetBytes(string.Concat(body.AsSpan(0, at), other, body.AsSpan(at + text.Length)));
        await world.Store.CommitAsync(ProofWorld.Tenant + partition, [DocumentWrite.Replace(page.Id, changed, page.ETag)], default);

        await AssertFoundAsync(world, code, "");
    }

    [Fact]
    public async Task Totals_of_a_day_that_were_changed_are_named_by_the_day()
    {
        var world = await PostedAsync();
        var day = (await world.Store.ListAsync(DocumentRange.WithPrefix(Wallets, "booktotals:"), descending: false, 0, 1, default))[0];
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(day.Body.Span).Replace("\"debit\":\"", "\"debit\":\"1", StringComparison.Ordinal));
        await world.Store.CommitAsync(Wallets, [DocumentWrite.Replace(day.Id, changed, day.ETag)], default);

        await AssertFoundAsync(world, FindingCodes.BookTotalDiffers, day.Id);
    }

    private static async Task<ProofWorld> PostedAsync()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 4);
        await new WalletPoster(world.Store).PostAllAsync(default);
        return world;
    }

    private static async Task<IReadOnlyList<StoredDocument>> PagesAsync(ProofWorld world, string partition) =>
        await world.Store.ListAsync(DocumentRange.WithPrefix(partition, "book:"), descending: false, 0, int.MaxValue, default);

    private static Task<BookProof> ProveAsync(ProofWorld world) =>
        new BookProofs(world.Store, new WalletPoster(world.Store)).ProveAsync(ProofWorld.Tenant, default);

    private static async Task AssertFoundAsync(ProofWorld world, string code, string place)
    {
        var proof = await ProveAsync(world);
        Assert.True(
            proof.Findings.Any(finding => finding.Code == code && finding.Place.StartsWith(place, StringComparison.Ordinal)),
            $"{code} at {place} is not among: {string.Join("; ", proof.Findings)}");
    }
}
