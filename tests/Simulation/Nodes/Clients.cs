using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Simulation.Oracle;
using Tallystick.Tests.Simulation.Scenarios;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>Clients: do the operations, each against whichever region, and again until there is an answer.</summary>
internal sealed class Clients(World world, Cluster cluster, ClientBook book)
{
    private static readonly Process Outside = new("client");
    private static readonly Currency Usd = Currency.Parse("USD");
    private readonly Random random = world.RandomFor("clients");
    private bool isRenewing;

    /// <summary>Does an operation to its end.</summary>
    internal async Task DoAsync(Operation operation)
    {
        world.Trace.Add(Outside.Name, $"operation {operation.Number} {operation.GetType().Name}");
        switch (operation)
        {
            case Operation.Report report:
                await ReportAsync(report);
                break;
            case Operation.TopUp topUp:
                await AskAsync(services => services.Payments.CreateAsync(
                    topUp.Payer.Tenant, topUp.Payer.Customer.Id, topUp.Amount, Usd, $"top-up {topUp.Number}", services.Clocks.Now, default));
                book.NotePaid(topUp.Payer, topUp.Amount);
                break;
            case Operation.Hold hold:
                await HoldAsync(hold);
                break;
            case Operation.Release release when book.Holds.TryGetValue(release.Placed, out var id):
                await AskAsync(services => services.Holds.ReleaseHoldAsync(release.Payer.Account, id, services.Clocks.Now, default));
                break;
            case Operation.PayInvoice pay:
                _ = world.GuardAsync(Outside.Name, async () =>
                {
                    await world.NextIssueAsync();
                    await TryAskAsync(services => PayAsync(services, pay.Payer));
                });
                break;
            case Operation.VoidInvoice off:
                _ = world.GuardAsync(Outside.Name, async () =>
                {
                    await world.NextIssueAsync();
                    await AskAsync(services => VoidAsync(services, off.Payer));
                });
                break;
            case Operation.AddCustomer add:
                await AskAsync(services => services.Customers.AddAsync(add.Tenant, add.Customer with { CreatedAt = services.Clocks.Now }, default).AsTask());
                break;
            case Operation.RenewLog renew:
                await RenewAsync(renew.Partitions);
                break;
        }

        world.Trace.Add(Outside.Name, $"operation {operation.Number} is done");
        book.Unfinished--;
    }

    private async Task ReportAsync(Operation.Report report)
    {
        foreach (var tenant in report.Events.GroupBy(one => one.Tenant))
        {
            List<Sent> events = [.. tenant.Select(one => new Sent(one, HoldOf(one)))];
            book.Note(events);
            List<UsageSubmission> submissions = [.. events.Select(SubmissionOf)];
            var results = await AskAsync(services => services.Ingest.AcceptAsync(tenant.Key, submissions, report.Together, default));
            var isTaken = !report.Together || results.All(result => result.TryGet(out _, out _));
            foreach (var (result, one) in results.Zip(events))
            {
                if (isTaken && result.TryGet(out var receipt, out _))
                {
                    book.Receipts.Add((receipt, one));
                }
            }
        }
    }

    // Not asked again: a second reservation would be another one. What nobody knows of expires.
    private async Task HoldAsync(Operation.Hold hold)
    {
        var metric = hold.Payer.Metrics[1];
        var request = new HoldRequest
        {
            Items = [new HoldRequestItem(metric.Id.ToString(), hold.Quantity, hold.Payer.PriceOf(metric).Model.DisplayUnitPrice)],
            Currency = Usd,
            MaxUses = hold.MaxUses,
            ExpiresIn = hold.ExpiresIn,
        };
        var (isAnswered, answer) = await TryAskAsync(services =>
            services.Holds.PlaceHoldAsync(hold.Payer.Account, request, new WalletClock(services.Clocks.Now), default));
        if (isAnswered && answer.TryGet(out var made, out _))
        {
            book.Holds[hold.Number] = made.Id;
        }
    }

    private static async Task<bool> PayAsync(Services services, Subscriber payer) =>
        await UnpaidAsync(services, payer) is { } unpaid
        && (await services.Invoices.PayAsync(payer.Tenant, unpaid.Id, services.Clocks.Now, default)).TryGet(out _, out _);

    private static async Task<bool> VoidAsync(Services services, Subscriber payer) =>
        await UnpaidAsync(services, payer) is { } unpaid
        && (await services.Invoices.VoidAsync(payer.Tenant, unpaid.Id, services.Clocks.Now, default)).TryGet(out _, out _);

    private static async Task<Invoice?> UnpaidAsync(Services services, Subscriber payer)
    {
        var filter = new InvoiceFilter(payer.Customer.Id, Status: InvoiceStatus.Issued);
        var unpaid = await services.Invoices.PageAsync(payer.Tenant, filter, new PageRequest(100), default);
        return unpaid.Items.Count > 0 ? unpaid.Items[0] : null;
    }

    private async Task RenewAsync(int partitions)
    {
        while (isRenewing)
        {
            await world.Scheduler.WaitAsync(Outside, Duration.FromMinutes(1));
        }

        isRenewing = true;
        await cluster.RenewLogAsync(partitions);
        isRenewing = false;
    }

    private string? HoldOf(SentEvent one) => one.Hold is { } number && book.Holds.TryGetValue(number, out var id) ? id.ToString() : null;

    private static UsageSubmission SubmissionOf(Sent sent) => new()
    {
        Subject = sent.Event.Subject,
        SubjectField = "customerId",
        Timestamp = sent.Event.Timestamp,
        Place = null,
        Usage = new UsageEvent
        {
            Key = sent.Event.Key,
            OccurredAt = sent.Event.Timestamp ?? default,
            TimestampGiven = sent.Event.Timestamp is not null,
            Measurements = [new Measurement(sent.Event.Metric, sent.Event.Quantity)],
            Hold = sent.Hold,
        },
    };

    private async Task<T> AskAsync<T>(Func<Services, Task<T>> question)
    {
        while (true)
        {
            var (isAnswered, answer) = await TryAskAsync(question);
            if (isAnswered)
            {
                return answer!;
            }

            await world.Scheduler.WaitAsync(Outside, Duration.FromSeconds(random.Next(1, 300)));
        }
    }

    /// <summary>Asks any region; without an answer where there is none within a while, which says nothing about what was done.</summary>
    private async Task<(bool IsAnswered, T? Answer)> TryAskAsync<T>(Func<Services, Task<T>> question)
    {
        var region = cluster.InRegions[random.Next(cluster.InRegions.Count)];
        var asked = region.AskAsync(question);
        await Task.WhenAny(asked, world.Scheduler.WaitAsync(Outside, Duration.FromSeconds(random.Next(1, 120))));
        if (!asked.IsCompleted)
        {
            return default;
        }

        try
        {
            return (true, await asked);
        }
        catch (StoreUnavailableException)
        {
            return default;
        }
    }
}
