using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>What the wallet paid for usage as it came is taken off the lines.</summary>
public class PrepaidLineTests
{
    [Fact]
    public async Task Usage_that_the_wallet_paid_at_once_is_on_the_invoice_and_not_asked_for_again()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(1);
        await pipeline.AppendAsync(Reported("a", 6, metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(), default));

        var invoice = await pipeline.OnlyInvoiceAsync();
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
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);
        await pipeline.TopUpAsync(100);
        await pipeline.AppendAsync(Reported("late", 8, metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(28));
        await pipeline.Closer().CloseAsync(pipeline.Due(1), default);

        var invoices = await pipeline.AllInvoicesAsync();
        Assert.Equal((10m, 2m), (invoices.Sum(invoice => invoice.UnpaidAmount), invoices.Sum(invoice => invoice.Prepaid)));
    }

    [Fact]
    public async Task What_the_wallet_paid_behind_a_border_that_parts_an_hour_is_taken_off_behind_it()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = false, StartedAt = pipeline.Start + Duration.FromMinutes(30) });
        var border = Closings.February + Duration.FromMinutes(30);
        await pipeline.AppendAsync(Reported("before", 40, border - Duration.FromMinutes(1), metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);
        await pipeline.TopUpAsync(100);
        await pipeline.AppendAsync(Reported("behind", 8, border, metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(28));
        await pipeline.Closer().CloseAsync(pipeline.Due(1), default);

        var invoices = await pipeline.AllInvoicesAsync();
        Assert.Equal([(10m, 0m), (2m, 2m)], invoices.Select(invoice => (invoice.GrandTotal, invoice.Prepaid)));
    }

    [Fact]
    public async Task Usage_that_the_wallet_was_never_asked_for_is_billed()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(100);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { ActivationRecordedAt = pipeline.Time.Now + Duration.FromHours(1), AutoCharge = false });
        await pipeline.AppendAsync(Reported("before the subscription was on record", 40, metric: "2"));
        pipeline.Time.Advance(TimeSpan.FromHours(2));
        await pipeline.AppendAsync(Reported("after", 8, metric: "2"));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync(pipeline.Due(), default);

        var invoice = await pipeline.OnlyInvoiceAsync();
        Assert.Equal((12m, 2m, 10m), (invoice.GrandTotal, invoice.Prepaid, invoice.UnpaidAmount));
    }
}
