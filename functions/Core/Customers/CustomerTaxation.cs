using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>How customers are taxed: what invoices say that are drafted from then on.</summary>
public sealed class CustomerTaxation(IDocumentStore store, Metrics metrics, CustomerChanges changes)
{
    /// <summary>Why a customer cannot be taxed so, or null: <c>BILLABLE_METRIC_NOT_FOUND</c>.</summary>
    public async ValueTask<Refusal?> CheckAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        foreach (var (index, rate) in customer.TaxRates.Index())
        {
            if (rate.MetricId is { } id
                && !(await metrics.GetAsync(tenant, id, cancellation, $"taxRates[{index}].billableMetricId")).TryGet(out _, out var refused))
            {
                return refused;
            }
        }

        return null;
    }

    /// <summary>Changes how a customer is taxed, and nothing else. Refused: <c>CUSTOMER_NOT_FOUND</c>, <c>CUSTOMER_ERASED</c>, <c>BILLABLE_METRIC_NOT_FOUND</c>.</summary>
    public async Task<Result<Customer>> ChangeAsync(Tenant tenant, Customer taxed, CancellationToken cancellation)
    {
        var id = taxed.Id;
        while (await store.ReadAsync<Customer>(CustomerPartition.Of(tenant), id.ToString(), cancellation) is { } read)
        {
            var changed = read.Value.TaxedAs(taxed);
            if ((read.Value.RefuseErased("id") ?? await CheckAsync(tenant, changed, cancellation)) is { } refused)
            {
                return refused;
            }

            if (await changes.CommitAsync(tenant, read, changed, cancellation))
            {
                return changed;
            }
        }

        return Refusal.NotFound("CUSTOMER", id.ToString());
    }
}
