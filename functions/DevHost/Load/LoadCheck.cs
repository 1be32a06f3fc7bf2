using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Load;

/// <summary>Waits until everything that was sent is counted, and compares the meters with what was sent once.</summary>
/// <param name="client">Calls as the merchant.</param>
/// <param name="target">The merchant.</param>
/// <param name="plan">What was sent.</param>
/// <param name="time">The clock of the wait.</param>
public sealed class LoadCheck(TallyClient client, LoadTarget target, LoadPlan plan, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits.</summary>
    /// <exception cref="CommandFailedException">The meters do not come to what was sent once, or retries and conflicts are not seen as such.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // First the deliveries that must not count: once they are seen, nothing is left that could still be counted twice.
        await ReachAsync("retries seen", plan.CountOf(LoadEventKind.Duplicate), atLeast: true, () => OutcomesAsync("duplicate", cancellation), cancellation);
        await ReachAsync("conflicts seen", plan.CountOf(LoadEventKind.Conflict), atLeast: false, () => OutcomesAsync("conflict", cancellation), cancellation);
        foreach (var (index, id) in target.MetricIds.Index())
        {
            await ReachAsync($"metric {index}", plan.Totals[index], atLeast: false, () => TotalAsync(id, cancellation), cancellation);
        }
    }

    private async Task ReachAsync(string what, decimal expected, bool atLeast, Func<Task<decimal>> read, CancellationToken cancellation)
    {
        var changed = time.GetTimestamp();
        var last = -1m;
        while (true)
        {
            var value = await read();
            if (value == expected || (atLeast && value > expected))
            {
                return;
            }

            if (value > expected || (value == last && time.GetElapsedTime(changed) > Patience))
            {
                throw new CommandFailedException(
                    string.Create(CultureInfo.InvariantCulture, $"MISMATCH: {what} should be {expected}, but it is {value}."));
            }

            changed = value == last ? changed : time.GetTimestamp();
            last = value;
            await Task.Delay(Poll, time, cancellation);
        }
    }

    private async Task<decimal> OutcomesAsync(string status, CancellationToken cancellation) =>
        (await client.GetAsync($"v0/usage/outcomes?status={status}&limit=1", cancellation)).GetProperty("pagination").GetProperty("total").GetInt64();

    private async Task<decimal> TotalAsync(string metric, CancellationToken cancellation)
    {
        var from = InstantPattern.ExtendedIso.Format(plan.Events.Min(item => item.OccurredAt));
        var to = InstantPattern.ExtendedIso.Format(plan.Events.Max(item => item.OccurredAt) + Duration.FromMilliseconds(1));
        return (await client.GetAsync($"v0/billableMetrics/{metric}/meter?from={from}&to={to}", cancellation)).Number("totalValue");
    }
}
