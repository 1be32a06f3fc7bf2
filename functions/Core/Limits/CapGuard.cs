using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Limits;

/// <summary>Refuses reservations that would go beyond a cap: <c>used + reserved + asked ≤ amount</c>, for each that concerns the customer.</summary>
/// <remarks>
/// What is reserved is a figure of the wallet, and a hold is committed on condition that the wallet has not changed. What is used is read after the wallet: usage of a hold
/// leaves the one and joins the other in one commit, so none of it is missed, whoever reserves at the same time.
/// </remarks>
/// <param name="store">Where the caps are.</param>
/// <param name="reader">Tells what is used.</param>
public sealed class CapGuard(IDocumentStore store, MeasureReader reader) : IHoldGuard
{
    private readonly ParsedDocuments<CapList> lists = new(store);

    /// <inheritdoc/>
    public async Task<Refusal?> CheckAsync(AccountId account, Wallet wallet, Hold hold, Instant now, CancellationToken cancellation)
    {
        var caps = await AllAsync(account, cancellation);
        if (caps.Count == 0 || hold.Reserved.Count == 0 || await reader.OpenAsync(account, now, cancellation) is not { } measured)
        {
            return null;
        }

        foreach (var cap in caps.Where(cap => measured.IsConcerned(cap.Measure)))
        {
            var asked = SumOf(hold.Reserved, cap, measured.MetricsOf(cap.Measure));
            if (asked > 0 && await StandingAsync(measured, wallet, cap, cancellation) is var standing && standing.Used + standing.Reserved + asked > cap.Amount)
            {
                return Refuse(standing, hold, asked);
            }
        }

        return null;
    }

    /// <summary>How a customer stands to the caps that concern it: its own, then those of its plans and of all customers.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="wallet">The wallet; null where there is none.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<IReadOnlyList<CapStanding>> StandingsAsync(AccountId account, Wallet? wallet, Instant now, CancellationToken cancellation)
    {
        var caps = await AllAsync(account, cancellation);
        var standings = new List<CapStanding>();
        if (caps.Count > 0 && await reader.OpenAsync(account, now, cancellation) is { } measured)
        {
            foreach (var cap in caps.Where(cap => measured.IsConcerned(cap.Measure)))
            {
                standings.Add(await StandingAsync(measured, wallet, cap, cancellation));
            }
        }

        return standings;
    }

    private static decimal SumOf(ValueList<ReservedUsage> reserved, Cap cap, IReadOnlySet<string> metrics) =>
        reserved.Where(entry => metrics.Contains(entry.MetricId)).Sum(entry => cap.Measure.Kind == MeasureKind.Spend ? entry.Amount : entry.Quantity);

    private static Refusal Refuse(CapStanding standing, Hold hold, decimal asked)
    {
        var (cap, code) = (standing.Cap, standing.Cap.Measure.Kind == MeasureKind.Spend ? "SPEND_CAP_REACHED" : "QUOTA_REACHED");
        var unit = cap.Measure.Currency is { } currency ? $" {currency}" : "";
        string Text(decimal amount) => DecimalJsonConverter.Format(amount) + unit;
        return new Refusal(
            RefusalKind.PaymentRequired,
            code,
            $"The cap '{cap.Id}' allows {Text(cap.Amount)}: {Text(standing.Used)} is used, {Text(standing.Reserved)} is reserved, and this asks for {Text(asked)}; "
            + $"{Text(standing.Left)} is left.")
        {
            Errors =
            [
                .. hold.Items.Index().Where(item => standing.Metrics.Contains(item.Item.MetricId))
                    .Select(item => new FieldError($"entitlementData[{item.Index}].quantity", $"{Text(standing.Left)} is left of the cap '{cap.Id}'.", code)),
            ],
        };
    }

    private async Task<CapStanding> StandingAsync(MeasuredAccount measured, Wallet? wallet, Cap cap, CancellationToken cancellation)
    {
        var (window, metrics) = (measured.WindowOf(cap.Measure), measured.MetricsOf(cap.Measure));
        var used = await reader.ReadAsync(measured, cap.Measure, window, cancellation);
        return new CapStanding(cap, window, used, wallet is null ? 0 : SumOf(wallet.Reserved, cap, metrics), metrics);
    }

    private async Task<IReadOnlyList<Cap>> AllAsync(AccountId account, CancellationToken cancellation)
    {
        var own = lists.ReadAsync(LimitPartition.Of(account), CapList.DocumentId, cancellation).AsTask();
        var others = lists.ReadAsync(LimitPartition.Of(account.Tenant), CapList.DocumentId, cancellation).AsTask();
        return [.. (await own)?.Caps ?? [], .. (await others)?.Caps ?? []];
    }
}
