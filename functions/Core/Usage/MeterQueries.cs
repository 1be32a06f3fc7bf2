using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Answers questions about the use of metrics, from the windows.</summary>
/// <param name="store">Where the customers are, and the windows of tenants.</param>
/// <param name="reader">Adds up an account's use.</param>
public sealed class MeterQueries(IDocumentStore store, UsageReader reader)
{
    private readonly TenantReader tenants = new(store);

    /// <summary>Answers a question.</summary>
    public async Task<MeterAnswer> AskAsync(Tenant tenant, MeterQuery query, CancellationToken cancellation)
    {
        var sums = new MeterSums(query);
        IReadOnlyList<Period> rest = [query.Period];
        if (query.Customer is null)
        {
            (var read, rest) = await tenants.ReadAsync(tenant, query, cancellation);
            for (var i = 0; i < read.Count; i++)
            {
                sums.Add(i, read[i]);
            }
        }

        foreach (var stretch in rest)
        {
            var parts = PartsOf(query.Windows, stretch);
            if (parts.Count > 0)
            {
                await AddAccountsAsync(tenant, query, parts, sums, cancellation);
            }
        }

        return sums.ToAnswer();
    }

    private async Task AddAccountsAsync(
        Tenant tenant, MeterQuery query, List<(int Window, Period Period)> parts, MeterSums sums, CancellationToken cancellation)
    {
        List<Period> periods = [.. parts.Select(part => part.Period)];
        await foreach (var account in TenantAccounts.ReadAsync(store, tenant, query.Customer, cancellation))
        {
            var read = await reader.ReadAsync(account, query.Metric, periods, covers: null, allGroups: false, cancellation);
            for (var i = 0; i < read.Count; i++)
            {
                sums.Add(parts[i].Window, read[i]);
            }
        }
    }

    private static List<(int Window, Period Period)> PartsOf(IReadOnlyList<Period> windows, Period stretch) =>
    [
        .. windows.Select((window, index) => (Window: index, Start: Instant.Max(window.Start, stretch.Start), End: Instant.Min(window.End, stretch.End)))
            .Where(part => part.Start < part.End).Select(part => (part.Window, new Period(part.Start, part.End))),
    ];
}
