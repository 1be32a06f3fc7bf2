using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>Rates past usage under another plan, or other prices, by the same rules as invoices are made by. Nothing of it is kept.</summary>
public sealed class PriceSimulations
{
    private readonly SubscriptionContexts contexts;
    private readonly PeriodLines lines;
    private readonly LogSeals seals;

    /// <summary>Makes the service.</summary>
    public PriceSimulations(IDocumentStore store, CustomerDirectory customers, Clocks clocks, UsageReader usage)
    {
        contexts = new SubscriptionContexts(store, customers, clocks);
        lines = new PeriodLines(store, usage);
        seals = new LogSeals(store);
    }

    /// <summary>What a subscription's periods come to that lie in a time as a whole and have ended by the customer's time, really and by a hypothesis.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<SimulatedSubscription> RunAsync(
        Tenant tenant, Subscription subscription, Period time, Hypothesis hypothesis, CancellationToken cancellation)
    {
        var real = await contexts.FindAsync(tenant, subscription.Id, cancellation)
            ?? throw new DamagedStoreException($"Subscription {subscription.Id} is missing.");
        var phases = new List<BilledPhase>();
        foreach (var phase in real.Phases)
        {
            if (!hypothesis.Of(phase.Version).TryGet(out var version, out var refused))
            {
                return new SimulatedSubscription(subscription, [], refused);
            }

            phases.Add(phase with { Version = version });
        }

        var (thought, seal) = (real with { Phases = phases }, await seals.EverythingAsync(cancellation));
        var periods = new List<SimulatedPeriod>();
        var isBilled = subscription.ActivatedAt is not null;
        var end = Instant.Min(time.End, real.Now);
        for (var index = real.Calendar.IndexOf(time.Start) ?? 0; isBilled && real.At(index) is { } at && at.Period.End <= end; index++)
        {
            if (at.Period.Start >= time.Start)
            {
                var counted = new BillingPeriod { SubscriptionId = subscription.Id.ToString(), Index = index, Period = at.Period, Seal = seal };
                try
                {
                    periods.Add(new SimulatedPeriod(at.Period, await TotalAsync(real, counted, cancellation), await TotalAsync(thought, counted, cancellation)));
                }
                catch (OverflowException exception)
                {
                    var problem = AmountTooLargeException.Of(exception, $"What the period from {at.Period.Start} comes to").Message;
                    return new SimulatedSubscription(subscription, [], Refusal.Conflict("AMOUNT_TOO_LARGE", problem));
                }
            }
        }

        return new SimulatedSubscription(subscription, periods, NotComparable: null);
    }

    private async Task<decimal> TotalAsync(SubscriptionContext context, BillingPeriod counted, CancellationToken cancellation) =>
        (await lines.OfPeriodAloneAsync(context, counted, cancellation)).Sum(line => line.Amount);
}
