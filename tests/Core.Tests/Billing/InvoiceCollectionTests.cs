using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>Invoices are paid from the wallet once, and called off once, whoever goes away on the way.</summary>
public class InvoiceCollectionTests
{
    [Fact]
    public async Task An_invoice_is_collected_from_the_wallet_once_in_whole_minor_units()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        await pipeline.TopUpAsync(4.567m);
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);

        var invoice = await pipeline.OnlyInvoiceAsync();
        var wallet = await pipeline.WalletAsync();
        Assert.Equal((4.56m, 1.44m), (invoice.PaidAmount, invoice.UnpaidAmount));
        Assert.Equal((0.007m, 4.56m), (wallet.Available, wallet.Spent));
    }

    [Fact]
    public async Task Bug_money_that_a_second_closer_moved_was_not_noted_once_the_first_had_taken_the_entry_away()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);
        var invoice = await pipeline.OnlyInvoiceAsync();
        await pipeline.TopUpAsync(4);
        var second = new InterleavingStore(pipeline.Store);
        second.AfterRead = async id =>
        {
            if (id == invoice.Id.ToString() && (await pipeline.OnlyInvoiceAsync()).PaidAmount == 0)
            {
                await pipeline.Closer().CloseAsync(pipeline.Due(), default);
                await pipeline.TopUpAsync(1, "2");
            }

            second.BeforeCommit = id.StartsWith("invpay:", StringComparison.Ordinal) && (await pipeline.WalletAsync()).Spent == 4 ? PayAndGoAway : second.BeforeCommit;
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.Closer(second).CloseAsync(pipeline.Due(), default));
        Assert.Equal((5m, 4m), ((await pipeline.WalletAsync()).Spent, (await pipeline.OnlyInvoiceAsync()).PaidAmount));
        Assert.True(await pipeline.Closer().CloseAsync(await pipeline.OnlyNoteAsync(), default));

        Assert.Equal(5m, (await pipeline.OnlyInvoiceAsync()).PaidAmount);

        static Task PayAndGoAway(string partition) =>
            partition.EndsWith("/billing", StringComparison.Ordinal) ? throw new StoreUnavailableException("cut off") : Task.CompletedTask;
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
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);
        await pipeline.TopUpAsync(4);
        var invoice = await pipeline.OnlyInvoiceAsync();
        var cut = new InterleavingStore(pipeline.Store);
        cut.AfterRead = id =>
        {
            cut.BeforeCommit = id.StartsWith("invpay:", StringComparison.Ordinal) ? CutBilling : cut.BeforeCommit;
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.Invoices(cut).PayAsync(Tenant, invoice.Id, pipeline.Time.Now, default));
        Assert.Equal(4m, (await pipeline.WalletAsync()).Spent);
        var due = await pipeline.OnlyNoteAsync();
        Assert.True(await pipeline.Closer().CloseAsync(due, default));

        Assert.Equal(4m, (await pipeline.OnlyInvoiceAsync()).PaidAmount);
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
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);
        await pipeline.TopUpAsync(4);
        var cut = new InterleavingStore(pipeline.Store);
        cut.AfterRead = id =>
        {
            cut.BeforeCommit = id.StartsWith("invpay:", StringComparison.Ordinal) ? CutBilling : cut.BeforeCommit;
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.Closer(cut).CloseAsync(pipeline.Due(), default));
        var due = await pipeline.OnlyNoteAsync();
        Assert.True(await pipeline.Closer().CloseAsync(due, default));

        Assert.Equal((4m, 4m), ((await pipeline.WalletAsync()).Spent, (await pipeline.OnlyInvoiceAsync()).PaidAmount));

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
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);
        var invoice = await pipeline.OnlyInvoiceAsync();
        var cut = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = partition => partition.EndsWith("/billing", StringComparison.Ordinal) ? Task.CompletedTask : throw new StoreUnavailableException("cut off"),
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.Invoices(cut).VoidAsync(Tenant, invoice.Id, pipeline.Time.Now, default));
        Assert.Equal((InvoiceStatus.Void, 4m), ((await pipeline.OnlyInvoiceAsync()).Status, (await pipeline.WalletAsync()).Spent));
        var due = await pipeline.OnlyNoteAsync();
        Assert.True(await pipeline.Closer().CloseAsync(due, default));

        Assert.Equal(4m, (await pipeline.WalletAsync()).Available);
    }
}
