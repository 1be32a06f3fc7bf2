using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Simulation.Oracle;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>Clients: do the operations, each against whichever region, and again until there is an answer.</summary>
internal sealed class Clients(World world, Cluster cluster, ClientBook book)
{
    private static readonly Currency Usd = Currency.Parse("USD");
    private readonly Asking asking = new(world, cluster);
    private bool isRenewing;

    /// <summary>Does an operation to its end.</summary>
    internal async Task DoAsync(Operation operation)
    {
        world.Trace.Add(Asking.Outside.Name, $"operation {operation.Number} {operation.GetType().Name}");
        await (operation switch
        {
            Operation.Report report => new Reporting(asking, book).ReportAsync(report),
            Operation.Correct correct => new Reporting(asking, book).CorrectAsync(correct.Correction),
            Operation.ReplayRejected replay => asking.AskAsync(services => ReplayAsync(services, replay.Tenant)),
            Operation.TopUp topUp => TopUpAsync(topUp),
            Operation.Grant grant => GrantAsync(grant),
            Operation.VoidGrant off when book.Grants.TryGetValue(off.Granted, out var id) =>
                asking.AskAsync(services => services.Grants.VoidAsync(off.Payer.Tenant, off.Payer.Customer, id, default)),
            Operation.Hold hold => HoldAsync(hold),
            Operation.Release release when book.Holds.TryGetValue(release.Placed, out var id) =>
                asking.AskAsync(async services => await services.Holds.ReleaseHoldAsync(release.Payer.Account, id, (await ClockOf(services, release.Payer)).Now, default)),
            Operation.PayInvoice pay => LaterAsync(() => asking.TryAskAsync(services => PayAsync(services, pay.Payer))),
            Operation.VoidInvoice off => LaterAsync(() => asking.AskAsync(services => VoidAsync(services, off.Payer))),
            Operation.PayFirstInvoice first => asking.AskAsync(services => PayFirstAsync(services, first.Payer)),
            Operation.AddCustomer add =>
                asking.AskAsync(services => services.Customers.AddAsync(add.Tenant, add.Customer with { CreatedAt = services.Clocks.Now }, default).AsTask()),
            Operation.Subscribe subscribe =>
                asking.AskAsync(services => services.Starter.StartAsync(subscribe.Subscriber.Tenant, Wanted(subscribe.Subscriber), default).AsTask()),
            Operation.Terminate end => TerminateAsync(end),
            Operation.MoveClock move =>
                asking.AskAsync(services => services.ClockMover.MoveAsync(move.Tenant, move.Clock, shown => Instant.Max(shown, move.To), default).AsTask()),
            Operation.AddEndpoint add => asking.AskAsync(services => services.Endpoints.CreateAsync(
                add.Tenant, $"https://{add.Number}.example.com/", add.EventTypes, null, services.Clocks.Now, default)),
            Operation.RenewLog renew => RenewAsync(renew.Partitions),
            _ => Task.CompletedTask,
        });
        world.Trace.Add(Asking.Outside.Name, $"operation {operation.Number} is done");
        book.Unfinished--;
    }

    /// <summary>What a merchant does at the end: moves every test clock once more, so that what was being done as it moved is seen to.</summary>
    internal async Task MoveClockOnAsync(Tenant tenant, Id<TestClock> clock)
    {
        var shown = await asking.AskAsync(services => services.ClockMover.MoveAsync(tenant, clock, now => now + Duration.FromHours(1), default).AsTask());
        world.Trace.Add(Asking.Outside.Name, $"{clock} is at {shown.OrThrow().CurrentTime}");
        book.Unfinished--;
    }

    /// <summary>Replays what definitions accept by now, page by page.</summary>
    internal static async Task<bool> ReplayAsync(Services services, Tenant tenant)
    {
        string? next = null;
        do
        {
            next = (await services.Replay.ReplayAsync(tenant, new OutcomeFilter(), RejectedReplay.MaxLimit, next, services.Clocks.Now, default)).Next;
        }
        while (next is not null);
        return true;
    }

    private static NewSubscription Wanted(Subscriber subscriber)
    {
        var planned = subscriber.Subscription;
        return new NewSubscription(planned.CustomerId, planned.PlanId, planned.Name, planned.StartedAt) { Id = planned.Id, AutoCharge = planned.AutoCharge };
    }

    private static async Task<WalletClock> ClockOf(Services services, Subscriber subscriber) =>
        new(await services.Clocks.NowForAsync(subscriber.Tenant, subscriber.Customer, default), subscriber.Customer.TestClockId);

    private static async Task<bool> PayAsync(Services services, Subscriber payer) =>
        await UnpaidAsync(services, payer) is { } unpaid
        && (await services.Invoices.PayAsync(payer.Tenant, unpaid.Id, (await ClockOf(services, payer)).Now, default)).TryGet(out _, out _);

    private static async Task<bool> PayFirstAsync(Services services, Subscriber payer)
    {
        var first = Id<Invoice>.Of(payer.Subscription.Id.Suffix);
        return (await services.Invoices.PayAsync(payer.Tenant, first, (await ClockOf(services, payer)).Now, default)).TryGet(out _, out _);
    }

    private static async Task<bool> VoidAsync(Services services, Subscriber payer) =>
        await UnpaidAsync(services, payer) is { } unpaid
        && (await services.Invoices.VoidAsync(payer.Tenant, unpaid.Id, (await ClockOf(services, payer)).Now, default)).TryGet(out _, out _);

    private static async Task<Invoice?> UnpaidAsync(Services services, Subscriber payer)
    {
        var filter = new InvoiceFilter(payer.Customer.Id, Status: InvoiceStatus.Issued);
        var unpaid = await services.Invoices.PageAsync(payer.Tenant, filter, new PageRequest(100), default);
        return unpaid.Items.Count > 0 ? unpaid.Items[0] : null;
    }

    private async Task TopUpAsync(Operation.TopUp topUp)
    {
        await asking.AskAsync(async services => await services.Payments.CreateAsync(
            topUp.Payer.Tenant, topUp.Payer.Customer.Id, topUp.Amount, Usd, $"top-up {topUp.Number}", (await ClockOf(services, topUp.Payer)).Now, default));
        book.NotePaid(topUp.Payer, topUp.Amount);
    }

    private async Task GrantAsync(Operation.Grant grant)
    {
        var now = await asking.AskAsync(async services => (await ClockOf(services, grant.Payer)).Now);
        var request = new GrantRequest
        {
            Amount = grant.Amount,
            Currency = Usd,
            Priority = grant.Priority,
            EffectiveAt = grant.IsDaily ? now : now + Duration.FromMinutes(grant.Number % 90),
            ExpiresAt = grant is { IsDaily: false, Lasts: { } lasts } ? now + Duration.FromMinutes(90) + lasts : null,
            Interval = grant.IsDaily ? BillingCadence.Day : null,
            RolloverMaximum = grant.IsDaily ? grant.Amount / 2 : 0,
            EndsAt = grant.IsDaily ? now + Duration.FromHours(40) : null,
            IdempotencyKey = $"grant {grant.Number}",
        };
        var granted = await asking.AskAsync(services => services.Grants.CreateAsync(grant.Payer.Tenant, grant.Payer.Customer, request, default));
        if (granted.TryGet(out var view, out _))
        {
            book.Grants[grant.Number] = view.Grant.Id;
        }
    }

    // Not asked again: a second reservation would be another one. What nobody knows of expires.
    private async Task HoldAsync(Operation.Hold hold)
    {
        var metric = hold.Payer.Metrics[1];
        var request = new HoldRequest
        {
            Items = [new HoldRequestItem(metric.Id.ToString(), hold.Quantity, hold.Payer.PriceOf(metric).Model.AtMost(1).Round(9))],
            Currency = Usd,
            MaxUses = hold.MaxUses,
            ExpiresIn = hold.ExpiresIn,
        };
        var (isAnswered, answer) = await asking.TryAskAsync(async services =>
            await services.Holds.PlaceHoldAsync(hold.Payer.Account, request, await ClockOf(services, hold.Payer), default));
        if (isAnswered && answer.TryGet(out var made, out _))
        {
            book.Holds[hold.Number] = made.Id;
        }
    }

    private Task<Result<Subscription>> TerminateAsync(Operation.Terminate end)
    {
        var (tenant, id) = (end.Subscriber.Tenant, end.Subscriber.Subscription.Id);
        return asking.AskAsync(async services =>
        {
            Instant? at = end.Later is { } later ? (await ClockOf(services, end.Subscriber)).Now + later : null;
            return await services.Subscriptions.TerminateAsync(tenant, id, "over", at, default);
        });
    }

    /// <summary>Does something as soon as the next invoice is issued; nobody waits for it.</summary>
    private Task LaterAsync(Func<Task> work)
    {
        _ = world.GuardAsync(Asking.Outside.Name, async () =>
        {
            await world.NextIssueAsync();
            await work();
        });
        return Task.CompletedTask;
    }

    private async Task RenewAsync(int partitions)
    {
        while (isRenewing)
        {
            await world.Scheduler.WaitAsync(Asking.Outside, Duration.FromMinutes(1));
        }

        isRenewing = true;
        await cluster.RenewLogAsync(partitions);
        isRenewing = false;
    }
}
