using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

public class PeriodCloserTests
{
    private static readonly Instant February = Instant.FromUtc(2026, 2, 1, 0, 0);
    private static readonly PageRequest All = new(100);

    private static DuePeriod Due(Pipeline pipeline, int index = 0) => new(Tenant.ToString(), pipeline.Subscription, index, $"due:{index}");

    private static async Task<Invoice> OnlyInvoiceAsync(Pipeline pipeline) =>
        Assert.Single((await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), All, default)).Items);

    /// <summary>The entry that a movement of money left, which is due for the first period.</summary>
    private static async Task<DuePeriod> OnlyNoteAsync(Pipeline pipeline) =>
        Assert.Single(await pipeline.Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", "due:"), default), due => due.Index == 0);

    [Fact]
    public async Task A_period_is_not_closed_before_its_grace_is_over()
    {
        var pipeline = await Pipeline.CreateAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(31));

        Assert.False(await pipeline.Closer().CloseAsync(Due(pipeline), default));
        Assert.Empty((await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), All, default)).Items);
    }

    [Fact]
    public async Task A_period_waits_for_the_consumers_of_the_log()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        pipeline.Time.Advance(TimeSpan.FromDays(32));

        Assert.False(await pipeline.Closer().CloseAsync(Due(pipeline), default));
        await pipeline.MeterAllAsync();
        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline), default));
        Assert.Equal(6m, (await OnlyInvoiceAsync(pipeline)).GrandTotal);
    }

    [Fact]
    public async Task Usage_is_billed_in_the_period_that_it_occurred_in_and_borders_part_an_hour()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { StartedAt = pipeline.Start + Duration.FromMinutes(30) });
        var border = February + Duration.FromMinutes(30);
        await pipeline.AppendAsync(
            Reported("before", 100, pipeline.Start + Duration.FromMinutes(29)),
            Reported("first", 1, pipeline.Start + Duration.FromMinutes(30)),
            Reported("last", 10, border - Duration.FromTicks(1)),
            Reported("next", 1000, border));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline), default));

        var line = (await OnlyInvoiceAsync(pipeline)).Lines[0];
        Assert.Equal((11m, 2L), (line.Quantity, line.Evidence!.EventCount));
    }

    [Fact]
    public async Task What_comes_after_the_seal_is_not_in_the_invoice()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("in time", 1));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        var partition = $"{Tenant}/billing";
        var sealedPeriod = new BillingPeriod { SubscriptionId = pipeline.Subscription.ToString(), Index = 0, Period = new(pipeline.Start, February) }
            .Begin(pipeline.Time.Now, February, [new SealPosition(0, 0, 0)]).OrThrow();
        await pipeline.Store.CommitAsync(partition, [DocumentWrite.Create($"period:{pipeline.Subscription}:000000", sealedPeriod.ToBody())], default);
        await pipeline.AppendAsync(Reported("late", 10));
        await pipeline.MeterAllAsync();

        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline), default));

        Assert.Equal(1m, (await OnlyInvoiceAsync(pipeline)).Lines[0].Quantity);
    }

    [Fact]
    public async Task What_came_after_the_seal_is_on_the_next_invoice_as_a_line_of_its_own_period_once()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("in time", 1));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(Due(pipeline), default);
        await pipeline.AppendAsync(Reported("late", 10), Reported("current", 100, February));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(28));
        await pipeline.Closer().CloseAsync(Due(pipeline, 1), default);
        pipeline.Time.Advance(TimeSpan.FromDays(31));
        await pipeline.Closer().CloseAsync(Due(pipeline, 2), default);

        var invoices = (await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), All, default)).Items.Reverse().ToList();
        Assert.Equal([1m, 0m, 100m, 0m, 10m, 0m, 0m], invoices.SelectMany(invoice => invoice.Lines).Select(line => line.Quantity));
        var late = invoices[1].Lines[^1];
        Assert.Equal((pipeline.Start, 20m, 1L), (late.Period.Start, late.TotalPrice, late.Evidence!.EventCount));
    }

    [Fact]
    public async Task Usage_that_the_wallet_paid_at_once_is_on_the_invoice_and_not_asked_for_again()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(1);
        await pipeline.AppendAsync(Reported("a", 6, metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline), default));

        var invoice = await OnlyInvoiceAsync(pipeline);
        Assert.Equal((1.5m, 1m, 0.5m, InvoiceStatus.Issued), (invoice.GrandTotal, invoice.PaidAmount, invoice.UnpaidAmount, invoice.Status));
    }

    [Fact]
    public async Task What_the_wallet_paid_for_late_usage_is_taken_off_though_it_could_not_pay_for_usage_of_the_same_hour_before()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = false });
        await pipeline.AppendAsync(Reported("in time", 40, metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(Due(pipeline), default);
        await pipeline.TopUpAsync(100);
        await pipeline.AppendAsync(Reported("late", 8, metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(28));
        await pipeline.Closer().CloseAsync(Due(pipeline, 1), default);

        var invoices = (await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), All, default)).Items;
        Assert.Equal((10m, 2m), (invoices.Sum(invoice => invoice.UnpaidAmount), invoices.Sum(invoice => invoice.Prepaid)));
    }

    [Fact]
    public async Task What_the_wallet_paid_behind_a_border_that_parts_an_hour_is_taken_off_behind_it()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = false, StartedAt = pipeline.Start + Duration.FromMinutes(30) });
        var border = February + Duration.FromMinutes(30);
        await pipeline.AppendAsync(Reported("before", 40, border - Duration.FromMinutes(1), metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(Due(pipeline), default);
        await pipeline.TopUpAsync(100);
        await pipeline.AppendAsync(Reported("behind", 8, border, metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(28));
        await pipeline.Closer().CloseAsync(Due(pipeline, 1), default);

        var invoices = (await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), All, default)).Items.Reverse().ToList();
        Assert.Equal([(10m, 0m), (2m, 2m)], invoices.Select(invoice => (invoice.GrandTotal, invoice.Prepaid)));
    }

    [Fact]
    public async Task An_invoice_is_collected_from_the_wallet_once_in_whole_minor_units()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        await pipeline.TopUpAsync(4.567m);
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(Due(pipeline), default);
        await pipeline.Closer().CloseAsync(Due(pipeline), default);

        var invoice = await OnlyInvoiceAsync(pipeline);
        var wallet = await pipeline.WalletAsync();
        Assert.Equal((4.56m, 1.44m), (invoice.PaidAmount, invoice.UnpaidAmount));
        Assert.Equal((0.007m, 4.56m), (wallet.Available, wallet.Spent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payment_whose_caller_went_away_is_noted_on_the_invoice_by_the_next_sweep(bool autoCharge)
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = autoCharge });
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(Due(pipeline), default);
        await pipeline.TopUpAsync(4);
        var invoice = await OnlyInvoiceAsync(pipeline);
        var cut = new InterleavingStore(pipeline.Store);
        cut.AfterRead = id =>
        {
            cut.BeforeCommit = id.StartsWith("invpay:", StringComparison.Ordinal) ? CutBilling : cut.BeforeCommit;
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.Invoices(cut).PayAsync(Tenant, invoice.Id, pipeline.Time.Now, default));
        Assert.Equal(4m, (await pipeline.WalletAsync()).Spent);
        var due = await OnlyNoteAsync(pipeline);
        Assert.True(await pipeline.Closer().CloseAsync(due, default));

        Assert.Equal(4m, (await OnlyInvoiceAsync(pipeline)).PaidAmount);
        Assert.Null(await pipeline.Store.ReadAsync($"{Tenant}/billing", due.Entry, default));

        static Task CutBilling(string partition) =>
            partition.EndsWith("/billing", StringComparison.Ordinal) ? throw new StoreUnavailableException("cut off") : Task.CompletedTask;
    }

    [Fact]
    public async Task What_a_repeated_command_paid_is_noted_on_the_invoice_though_the_command_is_given_up()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(Due(pipeline), default);
        await pipeline.TopUpAsync(4);
        var cut = new InterleavingStore(pipeline.Store);
        cut.AfterRead = id =>
        {
            cut.BeforeCommit = id.StartsWith("invpay:", StringComparison.Ordinal) ? CutBilling : cut.BeforeCommit;
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.Closer(cut).CloseAsync(Due(pipeline), default));
        var due = await OnlyNoteAsync(pipeline);
        Assert.True(await pipeline.Closer().CloseAsync(due, default));

        Assert.Equal((4m, 4m), ((await pipeline.WalletAsync()).Spent, (await OnlyInvoiceAsync(pipeline)).PaidAmount));

        static Task CutBilling(string partition) =>
            partition.EndsWith("/billing", StringComparison.Ordinal) ? throw new StoreUnavailableException("cut off") : Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_paid_for_an_invoice_goes_back_though_whoever_called_it_off_went_away()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        await pipeline.TopUpAsync(4);
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(Due(pipeline), default);
        var invoice = await OnlyInvoiceAsync(pipeline);
        var cut = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = partition => partition.EndsWith("/billing", StringComparison.Ordinal) ? Task.CompletedTask : throw new StoreUnavailableException("cut off"),
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.Invoices(cut).VoidAsync(Tenant, invoice.Id, pipeline.Time.Now, default));
        Assert.Equal((InvoiceStatus.Void, 4m), ((await OnlyInvoiceAsync(pipeline)).Status, (await pipeline.WalletAsync()).Spent));
        var due = await OnlyNoteAsync(pipeline);
        Assert.True(await pipeline.Closer().CloseAsync(due, default));

        Assert.Equal(4m, (await pipeline.WalletAsync()).Available);
    }

    [Fact]
    public async Task A_subscription_that_ends_within_a_period_is_billed_to_its_end_and_no_further()
    {
        var pipeline = await Pipeline.CreateAsync();
        var end = pipeline.Start + Duration.FromDays(10);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = end, EndRecordedAt = end });
        pipeline.Time.Advance(TimeSpan.FromDays(11));

        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline), default));
        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline, 2), default));

        Assert.Equal(end, (await OnlyInvoiceAsync(pipeline)).Period.End);
    }

    [Fact]
    public async Task Whatever_fails_and_whoever_races_a_period_has_one_invoice_is_paid_once_and_numbers_have_no_gap()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var random = new Random(seed);
            var pipeline = await Pipeline.CreateAsync();
            await pipeline.TopUpAsync(random.Next(1, 10));
            await pipeline.AppendAsync(Reported("a", 3), Reported("b", 2, metric: "2"));
            await pipeline.MeterAllAsync();
            pipeline.Time.Advance(TimeSpan.FromDays(32));
            var faulty = new FaultyStore(pipeline.Store, random, faults: 0.1);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TryAsync(pipeline, faulty)));
            await pipeline.Closer().CloseAsync(Due(pipeline), default);

            var invoice = await OnlyInvoiceAsync(pipeline);
            var wallet = await pipeline.WalletAsync();
            Assert.True(invoice.Number == "INV-000001", $"seed {seed}: {invoice.Number}");
            Assert.True(invoice.PaidAmount == wallet.Spent, $"seed {seed}: the invoice has {invoice.PaidAmount}, the wallet paid {wallet.Spent}");
            Assert.True(invoice.PaidAmount == Math.Min(wallet.Funded, invoice.GrandTotal), $"seed {seed}: paid {invoice.PaidAmount}");
        }
    }

    private static async Task TryAsync(Pipeline pipeline, IDocumentStore store)
    {
        for (var i = 0; i < 4; i++)
        {
            try
            {
                await pipeline.Closer(store).CloseAsync(Due(pipeline), default);
            }
            catch (StoreUnavailableException)
            {
                // As a crash at that point; the next attempt goes on from there.
            }
        }
    }
}
