using NodaTime;
using Tallystick.DevHost.Client;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>What goes wrong with usage at the end of the demo's year: retries, a key that is used twice, what nothing measures, what customers do not agree with, a cap.</summary>
internal sealed class YearIncidents(TallyClient client, DemoFile demo, YearCustomers customers, YearReporter reporter, Instant now)
{
    private const string Retrying = "kodomradet";
    private const string Disputing = "judge";
    private const string Correcting = "shinonome";
    private const string Late = "kestrel";
    private const int Wanted = 3;
    private static readonly Duration Patience = Duration.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Has all of it happen.</summary>
    internal async Task HappenAsync(CancellationToken cancellation)
    {
        await RetryAsync(cancellation);
        await RejectAsync(cancellation);
        await CorrectAsync(cancellation);
        await DisputeAsync(cancellation);
        await ReportLateAsync(cancellation);
        await ReachCapAsync(cancellation);
    }

    /// <summary>The latest reports of a company, the latest last.</summary>
    private YearReport[] Latest(string key) =>
        [.. YearUsage.Of(customers.Of(key).Company, customers.JoinedOn(customers.Of(key).Company), new Period(now - Duration.FromDays(7), now)).TakeLast(Wanted)];

    /// <summary>Reports again what was reported: the same event, whose id is the answer.</summary>
    private async Task<IReadOnlyList<string>> IdsAsync(string key, CancellationToken cancellation)
    {
        var ids = new List<string>();
        foreach (var report in Latest(key))
        {
            ids.Add((await client.PostAsync("v0/usage", reporter.Usage(report), cancellation)).Text("id"));
        }

        foreach (var id in ids)
        {
            await CountedAsync(id, cancellation);
        }

        return ids;
    }

    /// <summary>Waits until an event is counted.</summary>
    private async Task CountedAsync(string id, CancellationToken cancellation)
    {
        for (var waited = Duration.Zero; (await client.GetAsync($"v0/usage/{id}", cancellation)).Text("status") != "counted"; waited += Duration.FromTimeSpan(Pause))
        {
            if (waited > Patience)
            {
                throw new CommandFailedException($"MISMATCH: the event {id} was sent, and is not counted.");
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    private async Task RetryAsync(CancellationToken cancellation)
    {
        await IdsAsync(Retrying, cancellation);

        // The same key with another quantity: it is told, and what came first stays.
        foreach (var report in Latest(Retrying).Take(2))
        {
            var other = report.Data.ToDictionary();
            other["programs"] = $"{report.Number("programs") + 100}";
            await client.PostAsync("v0/usage", reporter.Usage(report with { Data = other }), cancellation);
        }
    }

    private async Task RejectAsync(CancellationToken cancellation)
    {
        var latest = Latest("lumen");
        await client.PostAsync(
            "v0/events",
            latest.Select(report => Event("inference.cancelled", "lumen", report)).Concat(latest.Take(2).Select(report => Event(report.Type, "unknown-gmbh", report))),
            cancellation,
            YearReporter.MediaType);

        static object Event(string type, string subject, YearReport report) => new
        {
            specversion = "1.0", id = $"{subject} {report.Key}", source = YearReporter.Source, type, subject, time = report.OccurredAt, data = report.Data,
        };
    }

    private async Task CorrectAsync(CancellationToken cancellation)
    {
        if (await IdsAsync(Correcting, cancellation) is [var first, var second, ..])
        {
            await client.PostAsync($"v0/usage/{first}/void", new { reason = "A test of our own" }, cancellation);
            var properties = new[] { new { billableMetricId = demo.MetricIds.Basic, quantity = "25" }, new { billableMetricId = demo.MetricIds.ExecutionTime, quantity = "310.5" } };
            await client.PostAsync($"v0/usage/{second}/amend", new { reason = "Counted in the wrong unit", properties }, cancellation);
        }
    }

    private async Task DisputeAsync(CancellationToken cancellation)
    {
        var ids = await IdsAsync(Disputing, cancellation);
        var disputes = new List<string>();
        foreach (var id in ids)
        {
            disputes.Add((await client.PostAsync("v0/disputes", new { usageEventId = id, message = "This run was cut off after a minute and should not cost anything." }, cancellation)).Text("id"));
        }

        if (disputes is [var accepted, var declined, ..])
        {
            await client.PostAsync($"v0/disputes/{accepted}/accept", new { reason = "The log of the runner says so too" }, cancellation);
            await client.PostAsync($"v0/disputes/{declined}/decline", new { reason = "The program ended by itself" }, cancellation);
        }
    }

    /// <summary>Reports usage of the last month, whose invoice is out: it goes onto the next one.</summary>
    private async Task ReportLateAsync(CancellationToken cancellation)
    {
        var company = customers.Of(Late).Company;
        var day = YearCalendar.FirstOf(YearCalendar.Months - 1, now).PlusDays(-1);
        var data = new Dictionary<string, string> { ["tokens"] = "4200000", ["model"] = "medium", ["region"] = "eu-west" };
        await reporter.SendAsync([new YearReport(company, "found in a queue", (day + new LocalTime(17, 20)).InUtc().ToInstant(), YearUsage.Inference, data)], cancellation);
    }

    /// <summary>Sets a cap a little above what is spent by now, and works up to it: until a reservation is refused.</summary>
    private async Task ReachCapAsync(CancellationToken cancellation)
    {
        var customer = customers.Of(YearCompanies.Capped);
        var cap = await client.PostAsync("v0/caps", new { customerId = customer.Id, kind = "spend", amount = "1000", window = "MONTH" }, cancellation);
        var used = (await client.GetAsync($"v0/caps?customerId={customer.Id}", cancellation)).GetProperty("data")[0].GetProperty("standing").Number("used");
        await client.PatchAsync($"v0/caps/{cap.Text("id")}", new { amount = $"{decimal.Ceiling(used) + 2}" }, cancellation);
        for (var number = 1; await HoldAsync(customer.Id, cancellation) is { } hold; number++)
        {
            var report = new
            {
                idempotencyKey = $"up to the cap {number}",
                customerId = customer.Id,
                entitlementId = hold,
                timestamp = now,
                properties = new[] { new { billableMetricId = demo.MetricIds.Premium, quantity = "200" } },
            };
            await CountedAsync((await client.PostAsync("v0/usage", report, cancellation)).Text("id"), cancellation);
        }
    }

    /// <summary>Reserves 200 premium submissions; null where a cap forbids it.</summary>
    private async Task<string?> HoldAsync(string customer, CancellationToken cancellation)
    {
        var body = new { customerId = customer, entitlementData = new[] { new { billableMetricId = demo.MetricIds.Premium, quantity = "200" } } };
        try
        {
            return (await client.PostAsync("v0/entitlements", body, cancellation)).Text("id");
        }
        catch (RequestFailedException refused) when (refused.Code == "SPEND_CAP_REACHED")
        {
            return null;
        }
    }
}
