using System.Globalization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

public class InvoiceReviewTests
{
    private static readonly NewManualLine Setup = new("Setup", 30, null, null, null);

    [Fact]
    public async Task A_drafted_invoice_is_issued_by_closing_when_its_review_is_over_and_not_before()
    {
        var pipeline = await ReviewedAsync();
        Assert.True(await CloseDueAsync(pipeline));

        var draft = await pipeline.OnlyInvoiceAsync();
        Assert.Equal((InvoiceStatus.Draft, null), (draft.Status, draft.Number));
        Assert.Empty(await DueAsync(pipeline));

        pipeline.Time.Advance(TimeSpan.FromDays(3));
        Assert.True(await CloseDueAsync(pipeline));
        Assert.Equal((InvoiceStatus.Issued, "INV-000001"), ((await pipeline.OnlyInvoiceAsync()).Status, (await pipeline.OnlyInvoiceAsync()).Number));
        Assert.Equal([1], (await EntriesAsync(pipeline)).Select(due => due.Index));
    }

    [Fact]
    public async Task What_is_added_to_a_draft_stands_behind_what_was_rated_and_leaves_it_as_it_is()
    {
        var pipeline = await ReviewedAsync();
        await CloseDueAsync(pipeline);
        var before = await pipeline.OnlyInvoiceAsync();

        var after = (await Review(pipeline).AddAsync(Tenant, before.Id, Setup with { TaxRate = 0.1m }, default)).OrThrow();

        Assert.Equal(before.ToBody().ToArray(), (after with { Lines = [.. after.Lines.SkipLast(1)], ManualLines = null }).ToBody().ToArray());
        var line = after.Lines[^1];
        Assert.Equal((LineKind.Manual, 30m, 3m, before.Lines.Count + 1), (line.Kind, line.TotalPrice, line.TotalTax, line.LineId));
        Assert.Equal(before.GrandTotal + 33, after.GrandTotal);
    }

    [Theory]
    [InlineData(TaxTreatment.Standard, 6)]
    [InlineData(TaxTreatment.ReverseCharge, 0)]
    public async Task Bug_the_rate_of_a_line_that_was_added_was_not_asked_of_the_source_of_taxes(TaxTreatment treatment, decimal expected)
    {
        var pipeline = await ReviewedAsync();
        await CloseDueAsync(pipeline);
        var draft = await pipeline.OnlyInvoiceAsync();
        var source = new AnsweringTaxes(treatment == TaxTreatment.Standard ? TaxDecision.Of(0.2m) : TaxDecision.Of(0, treatment));

        var after = (await Review(pipeline, taxes: source).AddAsync(Tenant, draft.Id, Setup, default)).OrThrow();

        Assert.Equal(expected, after.Lines[^1].TotalTax);
    }

    [Fact]
    public async Task A_line_that_was_added_can_be_taken_away_again_and_the_others_keep_their_ids()
    {
        var pipeline = await ReviewedAsync();
        await CloseDueAsync(pipeline);
        var (review, draft) = (Review(pipeline), await pipeline.OnlyInvoiceAsync());
        await review.AddAsync(Tenant, draft.Id, Setup, default);
        var two = (await review.AddAsync(Tenant, draft.Id, Setup with { Description = "Discount", Amount = -2 }, default)).OrThrow();

        var one = (await review.RemoveAsync(Tenant, draft.Id, two.ManualLines![0].Id, default)).OrThrow();

        Assert.Equal(two.ManualLines[1], Assert.Single(one.ManualLines!));
        Assert.Equal(draft.GrandTotal - 2, one.GrandTotal);
        Assert.Equal("INVOICE_LINE_NOT_FOUND", CodeOf(await review.RemoveAsync(Tenant, draft.Id, two.ManualLines[0].Id, default)));
        var none = (await review.RemoveAsync(Tenant, draft.Id, two.ManualLines[1].Id, default)).OrThrow();
        Assert.Equal(draft.ToBody().ToArray(), none.ToBody().ToArray());
    }

    [Fact]
    public async Task A_draft_is_issued_at_once_when_it_is_asked_for_and_never_changes_then()
    {
        var pipeline = await ReviewedAsync();
        await CloseDueAsync(pipeline);
        var (review, draft) = (Review(pipeline), await pipeline.OnlyInvoiceAsync());
        var added = (await review.AddAsync(Tenant, draft.Id, Setup, default)).OrThrow();

        var issued = (await review.IssueAsync(Tenant, draft.Id, default)).OrThrow();

        Assert.Equal((InvoiceStatus.Issued, "INV-000001", draft.GrandTotal + 30), (issued.Status, issued.Number, issued.GrandTotal));
        Assert.Equal("INV-000001", (await review.IssueAsync(Tenant, draft.Id, default)).OrThrow().Number);
        Assert.Equal("INVOICE_ALREADY_ISSUED", CodeOf(await review.AddAsync(Tenant, draft.Id, Setup, default)));
        Assert.Equal("INVOICE_ALREADY_ISSUED", CodeOf(await review.RemoveAsync(Tenant, draft.Id, added.ManualLines![0].Id, default)));
        Assert.Equal([1], (await EntriesAsync(pipeline)).Select(due => due.Index));
        pipeline.Time.Advance(TimeSpan.FromDays(4));
        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(), default));
        Assert.Equal("INV-000001", (await pipeline.OnlyInvoiceAsync()).Number);
    }

    [Fact]
    public async Task An_invoice_that_lines_brought_below_zero_gives_the_wallet_the_difference()
    {
        var pipeline = await ReviewedAsync();
        await CloseDueAsync(pipeline);
        var draft = await pipeline.OnlyInvoiceAsync();
        await Review(pipeline).AddAsync(Tenant, draft.Id, Setup with { Amount = -(draft.GrandTotal + 4) }, default);

        await Review(pipeline).IssueAsync(Tenant, draft.Id, default);

        Assert.Equal(InvoiceStatus.Paid, (await pipeline.OnlyInvoiceAsync()).Status);
        Assert.Equal(4, (await pipeline.WalletAsync()).Available);
    }

    [Fact]
    public async Task Whoever_adds_issues_and_closes_at_once_an_issued_invoice_has_what_was_taken_and_nothing_else()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var (pipeline, random) = (await ReviewedAsync(), new Random(seed));
            await CloseDueAsync(pipeline);
            var draft = await pipeline.OnlyInvoiceAsync();
            var faulty = new FaultyStore(pipeline.Store, random, faults: 0.1);
            var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => TryAddAsync(pipeline, faulty, draft.Id, index)));
            await Review(pipeline).IssueAsync(Tenant, draft.Id, default);

            var invoice = await pipeline.OnlyInvoiceAsync();
            Assert.True(invoice.Number == "INV-000001", $"seed {seed}: {invoice.Number}");
            var sure = taken.OfType<Result<Invoice>>().Count(one => one.TryGet(out _, out _));
            var added = invoice.ManualLines?.Count ?? 0;
            Assert.True(added >= sure && added <= taken.Length, $"seed {seed}: {added} lines, {sure} were taken");
            Assert.True(invoice.GrandTotal == draft.GrandTotal + (30 * added), $"seed {seed}: {invoice.GrandTotal}");
        }
    }

    [Theory]
    [InlineData(TaxBehavior.Exclusive)]
    [InlineData(TaxBehavior.Inclusive)]
    public void The_tax_of_a_rate_is_that_of_the_sum_of_all_its_lines_and_is_as_before_when_what_was_added_is_gone(TaxBehavior behavior)
    {
        var draft = InvoiceDraft.Create(Invoices.Terms(taxRate: 0.19m, behavior: behavior), [Invoices.Line(0.03m), Invoices.Line(0.03m), Invoices.Line(10.01m)], Invoices.Drafted);
        var line = (Setup with { Amount = 0.03m, TaxRate = 0.19m }).ToLine(Id<ManualLine>.Of("1"), draft.Currency, 0, Invoices.Drafted).OrThrow();

        var added = draft.Add(line).OrThrow();

        var total = Assert.Single(added.TaxTotals);
        var whole = behavior == TaxBehavior.Inclusive ? Math.Round(10.10m * 0.19m / 1.19m, 2) : Math.Round(10.10m * 0.19m, 2);
        Assert.Equal((whole, 0.19m), (total.Tax, total.Rate));
        Assert.Equal(draft.ToBody().ToArray(), added.Remove(line.Id).OrThrow().ToBody().ToArray());
    }

    [Theory]
    [InlineData("30.005", null, null, "amount")]
    [InlineData("0", null, null, "amount")]
    [InlineData("30", "1", null, "amount")]
    [InlineData(null, "1", null, "amount")]
    [InlineData(null, "1000000000", "1000000000", "quantity")]
    [InlineData(null, "0.001", "0.001", "quantity")]
    public void A_line_has_an_amount_or_a_quantity_at_a_price_that_the_currency_can_pay(string? amount, string? quantity, string? price, string field)
    {
        var line = new NewManualLine("x", Number(amount), Number(quantity), Number(price), null);

        Assert.False(line.ToLine(Id<ManualLine>.Of("1"), Currency.Parse("USD"), 0, Instant.MinValue).TryGet(out _, out var refused));
        Assert.Equal(field, refused.Errors[0].Field);
    }

    [Theory]
    [InlineData("USD", "2.68")]
    [InlineData("JPY", "3")]
    [InlineData("KWD", "2.675")]
    public void Quantity_times_price_is_rounded_once_to_the_minor_unit_of_the_currency(string currency, string amount)
    {
        var line = new NewManualLine("x", null, 2.5m, 1.07m, null).ToLine(Id<ManualLine>.Of("1"), Currency.Parse(currency), 0, Instant.MinValue).OrThrow();

        Assert.Equal(Number(amount), line.Amount);
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<Result<Invoice>?> TryAddAsync(Pipeline pipeline, IDocumentStore store, Id<Invoice> draft, int index)
    {
        try
        {
            await Task.Yield();
            var review = Review(pipeline, store);
            if (index != 3)
            {
                return await review.AddAsync(Tenant, draft, Setup, default);
            }

            await review.IssueAsync(Tenant, draft, default);
            return null;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private static string? CodeOf(Result<Invoice> result) => result.TryGet(out _, out var refused) ? null : refused.Code;

    private static InvoiceReview Review(Pipeline pipeline, IDocumentStore? over = null, ITaxSource? taxes = null)
    {
        var store = over ?? pipeline.Store;
        return new InvoiceReview(store, pipeline.Ids, new CustomerDirectory(store), pipeline.ClocksOver(store), pipeline.Closer(store), taxes ?? new DefinedTaxes());
    }

    /// <summary>A pipeline with usage of 6.00 whose first period is over, on a plan with a review of two days.</summary>
    private static async Task<Pipeline> ReviewedAsync()
    {
        var pipeline = await Pipeline.CreateAsync(terms: terms => terms with { ReviewDuration = Duration.FromDays(2) });
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        var entry = $"due:20260201010000000:{pipeline.Subscription}:000000";
        var due = new DuePeriod(Tenant, pipeline.Subscription, 0, entry);
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/billing", [DocumentWrite.Create(entry, due.ToBody())], default));
        return pipeline;
    }

    private static async Task<bool> CloseDueAsync(Pipeline pipeline)
    {
        var due = Assert.Single(await DueAsync(pipeline));
        return await pipeline.Closer().CloseAsync(due, default);
    }

    private static async Task<IReadOnlyList<DuePeriod>> DueAsync(Pipeline pipeline) =>
        [.. (await EntriesAsync(pipeline)).Where(due => string.CompareOrdinal(due.Entry, $"due:{pipeline.Time.Now.ToString("uuuuMMddHHmmssfff", CultureInfo.InvariantCulture)}~") < 0)];

    private static async Task<IReadOnlyList<DuePeriod>> EntriesAsync(Pipeline pipeline) =>
        await pipeline.Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", "due:"), default);

    /// <summary>A source of taxes that always answers the same.</summary>
    private sealed class AnsweringTaxes(TaxDecision answer) : ITaxSource
    {
        public ValueTask<TaxDecision> DecideAsync(TaxQuestion question, CancellationToken cancellation) => new(answer);
    }
}
