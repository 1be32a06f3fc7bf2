using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>Reads windows for questions about one metric: of those that nobody has made of their documents before, only the folds of that metric.</summary>
/// <remarks>A month has 720 hours: reading all metrics of all their windows was most of the time of an answer.</remarks>
internal sealed class MetricWindows(IDocumentStore store)
{
    /// <summary>The windows of a range in the order of their ids. They may lack the folds of other metrics.</summary>
    internal async Task<IReadOnlyList<UsageWindow>> ListAsync(DocumentRange range, Metric metric, CancellationToken cancellation)
    {
        var only = metric.Id.ToString();
        var documents = await store.ListAsync(range, descending: false, 0, int.MaxValue, cancellation);
        return
        [
            .. documents.Select(document =>
                document.Kept<UsageWindow>() ?? document.As(body => UsageWindowJson.Read(body.Span, only), range.Partition)),
        ];
    }
}
