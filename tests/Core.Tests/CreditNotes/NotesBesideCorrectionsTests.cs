using System.Globalization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Books;
using Tallystick.Core.Catalog;
using Tallystick.Core.CreditNotes;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Billing;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Billing.Months;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.CreditNotes;

/// <summary>The same usage is taken back by a credit note and by a correction: no more is given back than was billed.</summary>
public class NotesBesideCorrectionsTests
{
    private const decimal Funds = 1000;
    private static readonly NewCreditNote All = new(null, [], null, null);

    /// <summary>Usage of 10.00, charged at once or in arrears, is invoiced, taken back in part or in full, and voided.</summary>
    [Theory]
    [InlineData("2", 40, 10, true, LateEventPolicy.NextInvoice)]
    [InlineData("2", 40, 10, false, LateEventPolicy.NextInvoice)]
    [InlineData("2", 40, 4, true, LateEventPolicy.NextInvoice)]
    [InlineData("2", 40, 4, false, LateEventPolicy.NextInvoice)]
    [InlineData("2", 40, 4, true, LateEventPolicy.CreditOrDebitNote)]
    [InlineData("1", 5, 10, true, LateEventPolicy.NextInvoice)]
    [InlineData("1", 5, 10, false, LateEventPolicy.NextInvoice)]
    [InlineData("1", 5, 4, true, LateEventPolicy.NextInvoice)]
    [InlineData("1", 5, 4, false, LateEventPolicy.CreditOrDebitNote)]
    public async Task Bug_A_credit_note_and_a_void_of_the_same_usage_gave_the_money_back_twice(
        string metric, decimal quantity, decimal note, bool isNoteFirst, LateEventPolicy policy)
    {
        var pipeline = await Pipeline.CreateAsync(late: policy);
        await pipeline.TopUpAsync(Funds);
        var usage = Reported("a", quantity, metric: metric);
        await JanuaryAsync(pipeline, usage);
        var invoice = (await InvoicesAsync(pipeline))[0];
        Assert.Equal(10, invoice.GrandTotal);

        await ReportAsync(pipeline, isNoteFirst ? [] : [Void(usage)]);
        (await NotesOf(pipeline).CreateAsync(Tenant, invoice.Id, All with { Amount = note }, default)).OrThrow();
        await ReportAsync(pipeline, isNoteFirst ? [Void(usage)] : []);
        var upcoming = (await Upcoming(pipeline).OfAsync(Tenant, pipeline.Subscription, default)).OrThrow();
        await CloseAsync(pipeline, 1, days: 28);

        var all = await InvoicesAsync(pipeline);
        Assert.Equal((Funds, 0m), ((await pipeline.WalletAsync()).Available, all.Sum(one => one.GrandTotal)));
        Assert.All(all, one => Assert.Equal((InvoiceStatus.Paid, 0m), (one.Status, one.UnpaidAmount)));
        var drafted = all.Where(one => one.Period.Start > invoice.Period.Start || (one.Original is not null && one.CreatedAt == all[^1].CreatedAt)).ToList();
        Assert.Equal(drafted.Sum(one => one.GrandTotal - one.Prepaid), upcoming.Notes.Prepend(upcoming.Invoice).Sum(one => one.GrandTotal - one.Prepaid));
    }

    [Fact]
    public async Task What_came_late_is_taken_back_once_too_by_a_note_to_the_invoice_that_billed_it()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(Funds);
        var (first, late) = (Reported("a", 5), Reported("late", 2));
        await JanuaryAsync(pipeline, first);
        await ReportAsync(pipeline, late);
        await CloseAsync(pipeline, 1, days: 28);
        var added = (await InvoicesAsync(pipeline))[1];
        Assert.Equal(4, added.GrandTotal);

        await NotesOf(pipeline).CreateAsync(Tenant, added.Id, All, default);
        await ReportAsync(pipeline, Void(first), Void(late));
        await CloseAsync(pipeline, 2, days: 31);

        Assert.Equal((Funds, 0m), ((await pipeline.WalletAsync()).Available, (await InvoicesAsync(pipeline)).Sum(one => one.GrandTotal)));
    }

    [Fact]
    public async Task What_a_correction_gave_back_of_late_usage_is_not_taken_back_by_a_note_to_the_invoice_that_billed_it()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(Funds);
        var (first, late) = (Reported("a", 5), Reported("late", 2));
        await JanuaryAsync(pipeline, first);
        await ReportAsync(pipeline, late);
        await CloseAsync(pipeline, 1, days: 28);
        await ReportAsync(pipeline, Void(late));
        await CloseAsync(pipeline, 2, days: 31);
        var all = await InvoicesAsync(pipeline);

        Assert.Equal("NOTHING_TO_CREDIT", CodeOf(await NotesOf(pipeline).CreateAsync(Tenant, all[1].Id, All, default)));
        Assert.Equal(10, (await NotesOf(pipeline).CreateAsync(Tenant, all[0].Id, All, default)).OrThrow().Total);
    }

    /// <summary>A fee of 5.00 for January, paid in advance; the subscription ends in the middle of the month.</summary>
    [Theory]
    [InlineData(5, "0")]
    [InlineData(4, "-1")]
    [InlineData(1, "-2.58")]
    public async Task Bug_A_credit_note_to_a_fee_and_the_end_of_its_time_gave_more_back_than_was_paid(decimal note, string unused)
    {
        var pipeline = await Beginnings.WithFeeAsync();
        await pipeline.TopUpAsync(Funds);
        var first = (await pipeline.BeginAsync())!.Value;
        await pipeline.Invoices().PayAsync(Tenant, first, pipeline.Time.Now, default);
        (await NotesOf(pipeline).CreateAsync(Tenant, first, All with { Amount = note }, default)).OrThrow();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = pipeline.Start + Duration.FromDays(15), EndRecordedAt = pipeline.Start + Duration.FromDays(15), EndProration = Proration.Prorate });
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync((await pipeline.DueAsync())[0], default);

        var last = (await InvoicesAsync(pipeline))[^1];
        var given = decimal.Parse(unused, CultureInfo.InvariantCulture);
        Assert.Equal((given, InvoiceStatus.Paid), (last.GrandTotal, last.Status));
        Assert.Empty((await pipeline.Proofs.ProveAsync(Tenant, last.Id, default)).OrThrow().Findings);
        Assert.Equal(Funds - 5 + note - given, (await pipeline.WalletAsync()).Available);
    }

    [Theory]
    [InlineData(LateEventPolicy.NextInvoice)]
    [InlineData(LateEventPolicy.CreditOrDebitNote)]
    public async Task Of_more_originals_than_a_commit_holds_each_is_taken_back_once_whoever_writes_notes_meanwhile(LateEventPolicy policy)
    {
        const int Originals = 55;
        var pipeline = await Pipeline.CreateAsync(late: policy);
        await pipeline.TopUpAsync(Funds);
        await VoidedMonthsAsync(pipeline, Originals);
        pipeline.Time.Advance(TimeSpan.FromDays(31));
        var originals = (await InvoicesAsync(pipeline)).Take(Originals).ToList();
        var (commits, written) = (0, 0);
        var store = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = async _ =>
            {
                // In turns an old one and a recent one, of which one is held late, and the other early.
                if (++commits >= Originals)
                {
                    return;
                }

                var original = originals[commits % 2 == 1 ? commits : ^commits];
                written += CodeOf(await NotesOf(pipeline).CreateAsync(Tenant, original.Id, All with { Amount = 4 }, default)) is null ? 1 : 0;
            },
        };
        Assert.True(await pipeline.Closer(store).CloseAsync(Due(pipeline, Originals), default));

        await CheckAsync(pipeline, [], $"{policy}");
        Assert.True(written > 0 && written < commits, $"{written} notes in {commits} commits");
    }

    /// <summary>
    /// Of each price and period the lines of all invoices come to what the usage is worth, or to what credit notes took back where that is more; and the wallet
    /// has paid what the invoices come to less the notes.
    /// </summary>
    [Fact]
    public async Task Whatever_is_corrected_and_credited_the_lines_of_an_item_come_to_its_usage_or_to_what_was_taken_back()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var pipeline = await Pipeline.CreateAsync(late: random.Next(2) == 0 ? LateEventPolicy.NextInvoice : LateEventPolicy.CreditOrDebitNote);
            await pipeline.TopUpAsync(Funds);
            var (standing, made) = (new List<UsageEvent>(), 0);
            for (var month = 0; month < 5; month++)
            {
                for (var step = 0; step < 6; step++)
                {
                    await StepAsync(pipeline, random, standing, month, $"{month}-{step}-{made++}");
                }

                await CloseAsync(pipeline, month, days: month == 0 ? 32 : 30);
            }

            await CloseAsync(pipeline, 5, days: 31);
            await CheckAsync(pipeline, standing, $"seed {seed}");
        }
    }

    private static async Task StepAsync(Pipeline pipeline, Random random, List<UsageEvent> standing, int month, string key)
    {
        var act = random.Next(10);
        if (act < 4 || standing.Count == 0)
        {
            // Of the month, or late for the one before.
            var at = Noon + Duration.FromDays((30 * Math.Max(0, month - random.Next(2))) + 2);
            var metric = random.Next(2) == 0 ? "1" : "2";
            standing.Add(Reported(key, random.Next(1, 20) * (metric == "2" ? 4 : 1), at, metric));
            await ReportAsync(pipeline, standing[^1]);
        }
        else if (act < 7)
        {
            var taken = standing[random.Next(standing.Count)];
            standing.Remove(taken);
            await ReportAsync(pipeline, Void(taken));
        }
        else if ((await InvoicesAsync(pipeline)).FindAll(one => one.Type == InvoiceType.Invoice) is { Count: > 0 } invoices)
        {
            var invoice = invoices[random.Next(invoices.Count)];
            await NotesOf(pipeline).CreateAsync(Tenant, invoice.Id, random.Next(3) == 0 ? All : All with { Amount = random.Next(1, 30) }, default);
        }
    }

    private static async Task CheckAsync(Pipeline pipeline, List<UsageEvent> standing, string when)
    {
        var all = await InvoicesAsync(pipeline);
        var notes = (await Task.WhenAll(all.Select(async one => (await NotesOf(pipeline).PageAsync(Tenant, one.Id, new PageRequest(100), default)).Items))).SelectMany(page => page).ToList();
        var written = notes.Select(note => Id<Invoice>.Of(note.Id.Suffix)).ToHashSet();
        var lines = all.Where(one => !written.Contains(one.Id)).SelectMany(one => one.Lines.Select(line => (Item: BilledItem.Of(one, line), On: one.Id, Line: line))).ToList();
        foreach (var item in lines.GroupBy(line => line.Item))
        {
            var period = all.Single(one => one.Id == item.Key.Original).Period;
            var used = standing.Where(usage => period.Contains(usage.OccurredAt) && usage.Measurements[0].Metric.Suffix == item.Key.PriceId[^1..]).Sum(usage => usage.Measurements[0].Quantity);
            var worth = used * (item.Key.PriceId.EndsWith('2') ? Pipeline.InstantPrice : 2);
            var billed = item.Sum(line => line.Line.TotalAmount);
            var takenBack = notes.Sum(note => note.Lines.Where(part => item.Any(line => line.On == note.InvoiceId && line.Line.LineId == part.LineId)).Sum(part => part.Amount));
            Assert.True(billed == Math.Max(worth, takenBack), $"{when}, {item.Key}: {billed} billed, worth {worth}, {takenBack} taken back");
        }

        var wallet = await pipeline.WalletAsync();
        Assert.True(all.TrueForAll(one => one is { Status: InvoiceStatus.Paid, UnpaidAmount: 0 }), $"{when}: an invoice is not paid");
        Assert.True(Funds - wallet.Available == all.Sum(one => one.GrandTotal), $"{when}: {wallet.Available} of {Funds} are left, {all.Sum(one => one.GrandTotal)} was charged");
        var books = await new BookReader(pipeline.Store, new WalletPoster(pipeline.Store)).TrialBalanceAsync(Tenant, pipeline.Time.Now + Duration.FromDays(400), default);
        var usd = Currency.Parse("USD");
        Assert.True((books.Balance(BookAccount.Receivable, usd), books.Balance(BookAccount.RefundPayable, usd), books.Balance(BookAccount.UnbilledUsage, usd)) == (0, 0, 0), $"{when}: {string.Join(", ", books.Totals)}");
        foreach (var invoice in all)
        {
            var proof = (await pipeline.Proofs.ProveAsync(Tenant, invoice.Id, default)).OrThrow();
            Assert.True(proof.Findings.Count == 0, $"{when}: {invoice.Number}: {string.Join(", ", proof.Findings)}");
        }
    }

    private static string? CodeOf(Result<CreditNote> result) => result.TryGet(out _, out var refused) ? null : refused.Code;

    private static CreditNoteService NotesOf(Pipeline pipeline) =>
        new(pipeline.Store, pipeline.Ids, new CustomerDirectory(pipeline.Store), pipeline.ClocksOver(pipeline.Store), pipeline.Invoices());

    private static UpcomingInvoices Upcoming(Pipeline pipeline) =>
        new(pipeline.Store, new CustomerDirectory(pipeline.Store), pipeline.ClocksOver(pipeline.Store), pipeline.Reader(), new DefinedTaxes());
}
