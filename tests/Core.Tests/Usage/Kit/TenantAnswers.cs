using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Contracts;
using Period = Tallystick.Core.Values.Period;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage.Kit;

/// <summary>Holds answers about all customers, from the tenant's windows, against those that each account is asked for.</summary>
internal static class TenantAnswers
{
    /// <summary>Fails where the two differ, with groups and without.</summary>
    internal static async Task CheckAsync(Pipeline pipeline, Metric metric, IReadOnlyList<Period> windows, string what)
    {
        var query = new MeterQuery { Metric = metric, Windows = windows };
        foreach (var asked in new[] { query, query with { GroupBy = [.. metric.GroupBy.Keys], GroupLimit = int.MaxValue } })
        {
            var (sums, accounts) = (await AskAsync(pipeline, pipeline.Store, asked), await AskAsync(pipeline, new WithoutCoverage(pipeline.Store), asked));
            Assert.True(sums.Total == accounts.Total, $"{what}: {sums.Total} in all, by account {accounts.Total}");
            Assert.True(sums.Windows.SequenceEqual(accounts.Windows), $"{what}: {Text(sums.Windows)}, by account {Text(accounts.Windows)}");
            Assert.True(
                Text(sums.Groups.Select(Text)) == Text(accounts.Groups.Select(Text)),
                $"{what}: {Text(sums.Groups.Select(Text))}, by account {Text(accounts.Groups.Select(Text))}");
        }
    }

    private static Task<MeterAnswer> AskAsync(Pipeline pipeline, IDocumentStore store, MeterQuery query) =>
        new MeterQueries(store, pipeline.Reader()).AskAsync(Tenant, query, default);

    // A group that is used no longer may be left behind with nothing in it: whether it is depends on how windows were parted.
    private static string Text(MeterGroup group) => group.Events == 0 ? "" : $"{Text(group.GroupBy.Values)} {group.Value} {group.Events}";

    private static string Text<T>(IEnumerable<T> items) => string.Join("; ", items.Where(item => !Equals(item, "")));

    /// <summary>As if the tenant had no windows.</summary>
    private sealed class WithoutCoverage(IDocumentStore inner) : DelegatingDocuments(inner)
    {
        public override ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation) =>
            id == TenantCoverage.DocumentId ? new((StoredDocument?)null) : base.ReadAsync(partition, id, cancellation);
    }
}
