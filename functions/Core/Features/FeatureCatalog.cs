using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>A tenant's features.</summary>
/// <param name="store">Where they are: one document each, named by its key.</param>
/// <param name="metrics">What their use is measured by.</param>
public sealed class FeatureCatalog(IDocumentStore store, Metrics metrics)
{
    private const string IdPrefix = "feature:";

    /// <summary>Adds a feature. Refused: what <see cref="FeatureRules"/> refuses, <c>BILLABLE_METRIC_NOT_FOUND</c>, <c>FEATURE_KEY_TAKEN</c>.</summary>
    public async Task<Result<Feature>> AddAsync(Tenant tenant, Feature feature, CancellationToken cancellation)
    {
        Metric? metric = null;
        if (feature.MetricId is { } id && !(await metrics.GetAsync(tenant, id, cancellation, "billableMetricId")).TryGet(out metric, out var unknown))
        {
            return unknown;
        }

        if (FeatureRules.Check(feature, metric) is { } broken)
        {
            return broken;
        }

        return await store.CommitAsync(PartitionOf(tenant), [DocumentWrite.Create(IdPrefix + feature.Key, feature.ToBody())], cancellation)
            ? feature
            : Refusal.Conflict("FEATURE_KEY_TAKEN", $"There is a feature '{feature.Key}' already.") with
            {
                Errors = [new FieldError("key", "Another feature has this key.", "FEATURE_KEY_TAKEN")],
            };
    }

    /// <summary>A feature by its key, or the refusal <c>FEATURE_NOT_FOUND</c>.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="field">The field that named it, where a body did.</param>
    public async Task<Result<Feature>> GetAsync(Tenant tenant, string key, CancellationToken cancellation, string? field = null) =>
        FeatureRules.IsKey(key) && await store.ReadAsync<Feature>(PartitionOf(tenant), IdPrefix + key, cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("FEATURE", key, field);

    /// <summary>The features by key.</summary>
    public async Task<Page<Feature>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation)
    {
        var range = DocumentRange.WithPrefix(PartitionOf(tenant), IdPrefix);
        var documents = await store.ListAsync(range, descending: false, page.Offset, page.Limit, cancellation);
        return new Page<Feature>(
            [.. documents.Select(document => document.As<Feature>(range.Partition))], page, await store.CountAsync(range, cancellation));
    }

    private static string PartitionOf(Tenant tenant) => $"{tenant}/features";
}
