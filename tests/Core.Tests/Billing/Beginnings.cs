using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Customer = Tallystick.Core.Customers.Customer;
using Subscription = Tallystick.Core.Customers.Subscription;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>How billing of a pipeline's one subscription begins.</summary>
internal static class Beginnings
{
    /// <summary>A pipeline with the entry of its subscription's first period.</summary>
    internal static async Task<Pipeline> StartedAsync()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.BeginAsync();
        return pipeline;
    }

    /// <summary>A pipeline whose subscription waits for the payment of a fee of 5.</summary>
    internal static async Task<(Pipeline Pipeline, Id<Invoice> First)> WaitingAsync(TestClock? clock = null, Instant? end = null)
    {
        var pipeline = await WithFeeAsync(clock, end);
        return (pipeline, (await pipeline.BeginAsync())!.Value);
    }

    /// <summary>A pipeline whose subscription has a fee of 5 in advance, and was not begun.</summary>
    internal static async Task<Pipeline> WithFeeAsync(TestClock? clock = null, Instant? end = null)
    {
        var pipeline = await Pipeline.CreateAsync();
        var fee = new Price
        {
            Id = Id<Price>.Of("fee"),
            FeeId = "fee",
            InvoiceDisplayName = "Fee",
            PaymentTerm = PaymentTerm.InAdvance,
            Model = new StandardPrice(5),
            CreatedAt = pipeline.Start,
        };
        var version = await pipeline.Store.ReadAsync<PlanVersion>($"{Tenant}/catalog", Id<PlanVersion>.Of("v").ToString(), default);
        await ReplaceAsync(pipeline, "catalog", version! with { Value = version.Value with { Prices = [.. version.Value.Prices, fee] } }, version.Value.Id.ToString());
        if (clock is not null)
        {
            var customer = await pipeline.Store.ReadAsync<Customer>($"{Tenant}/customers", UsageSample.Customer.ToString(), default);
            await ReplaceAsync(pipeline, "customers", customer! with { Value = customer.Value with { TestClockId = clock.Id.ToString() } }, UsageSample.Customer.ToString());
            await ReplaceAsync(pipeline, "customers", new Versioned<TestClock>(clock, null), clock.Id.ToString());
        }

        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { ActivatedAt = null, ActivationRecordedAt = null, EndedAt = end });
        return pipeline;
    }

    /// <summary>Notes the first period, and makes the first invoice where there is a fee.</summary>
    internal static async Task<Id<Invoice>?> BeginAsync(this Pipeline pipeline, IBlobStore? blobs = null)
    {
        var version = (await pipeline.Store.ReadAsync<PlanVersion>($"{Tenant}/catalog", Id<PlanVersion>.Of("v").ToString(), default))!.Value;
        return await new InitialInvoices(pipeline.Store, pipeline.Invoices(blobs: blobs), new CustomerDirectory(pipeline.Store), pipeline.ClocksOver(pipeline.Store), new DefinedTaxes())
            .StartedAsync(Account, await pipeline.SubscriptionAsync(), version, pipeline.Start, default);
    }

    internal static async Task<Subscription> SubscriptionAsync(this Pipeline pipeline) =>
        (await pipeline.Store.ReadAsync<AccountSubscriptions>(Account.ToString(), AccountSubscriptions.DocumentId, default))!.Value.Subscriptions[0];

    /// <summary>The entries of what is to be closed.</summary>
    internal static async Task<IReadOnlyList<DuePeriod>> DueAsync(this Pipeline pipeline, string prefix = "due:") =>
        await pipeline.Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", prefix), default);

    private static async Task ReplaceAsync<T>(Pipeline pipeline, string partition, Versioned<T> document, string id)
        where T : class => Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/{partition}", [document.ToWrite(id)], default));
}
