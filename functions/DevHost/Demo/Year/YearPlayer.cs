using NodaTime;
using Tallystick.DevHost.Client;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>
/// Plays thirteen months of the demo's merchant up to now: what was used is reported while the customers' test clock shows that time, and then the clock is moved on,
/// so that every period is closed, invoiced and paid as it would have been.
/// </summary>
internal sealed class YearPlayer
{
    private readonly TallyClient client;
    private readonly string clock;
    private readonly Instant now;
    private readonly YearCustomers customers;
    private readonly YearReporter reporter;
    private readonly YearChanges changes;
    private readonly YearSettings settings;
    private readonly YearIncidents incidents;
    private readonly YearFinance finance;
    private Instant reported;
    private int reports;

    private YearPlayer(TallyClient client, DemoFile demo, YearCatalog catalog, string clock, Instant start, Instant now)
    {
        this.client = client;
        this.clock = clock;
        this.now = now;
        reported = start;
        customers = new YearCustomers(client, catalog, clock, now);
        reporter = new YearReporter(client, demo.MetricIds);
        changes = new YearChanges(client, catalog, customers, reporter, now);
        settings = new YearSettings(client, demo, catalog, customers, YearCalendar.LatestFirst(now).AtMidnight().InUtc().ToInstant());
        incidents = new YearIncidents(client, demo, customers, reporter, now);
        finance = new YearFinance(client, customers, now);
    }

    /// <summary>Plays the year.</summary>
    /// <param name="client">Calls as the merchant.</param>
    /// <param name="demo">What was made for the demo's month.</param>
    /// <param name="now">The end of the year, by the real clock.</param>
    /// <param name="progress">Told how many steps are done, of how many.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many reports were sent.</returns>
    internal static async Task<int> PlayAsync(TallyClient client, DemoFile demo, Instant now, Action<int, int> progress, CancellationToken cancellation)
    {
        var steps = YearCalendar.Steps(now);
        var catalog = await YearCatalog.CreateAsync(client, demo, cancellation);
        var made = await client.PostAsync("v0/testClocks", new { currentTime = steps[0].Evening, name = "Thirteen months" }, cancellation);
        var player = new YearPlayer(client, demo, catalog, made.Text("id"), steps[0].Evening, now);
        foreach (var (index, step) in steps.Index())
        {
            await player.StepAsync(step, cancellation);
            progress(index + 1, steps.Count);
        }

        await player.EndAsync(cancellation);
        return player.reports;
    }

    private async Task StepAsync(YearStep step, CancellationToken cancellation)
    {
        await PassAsync(step.Evening, cancellation);
        await MoveClockAsync(step.Morning, cancellation);
        foreach (var company in YearCompanies.All.Where(company => !company.IsNew && customers.JoinedOn(company) == step.Day))
        {
            await customers.JoinAsync(company, cancellation);
        }

        await customers.TopUpAsync(step.Day, cancellation);
        await customers.PayInvoicesAsync(step.Morning, cancellation);
        await changes.MakeAsync(step.Day, cancellation);
        await finance.CorrectAsync(step.Day, cancellation);
    }

    private async Task EndAsync(CancellationToken cancellation)
    {
        await PassAsync(now, cancellation);
        foreach (var company in YearCompanies.All.Where(company => company.IsNew))
        {
            await customers.JoinAsync(company, cancellation);
        }

        await ReportAsync(customers.Joined.Where(customer => customer.Company.IsNew), now - Duration.FromDays(30), now, cancellation);
        await settings.MakeAsync(cancellation);
        await incidents.HappenAsync(cancellation);
        await finance.GiveAsync(cancellation);
    }

    /// <summary>Time passes, and what was used in it is reported.</summary>
    private async Task PassAsync(Instant until, CancellationToken cancellation)
    {
        await MoveClockAsync(until, cancellation);
        await ReportAsync(customers.Joined, reported, until, cancellation);
        reported = until;
    }

    private async Task ReportAsync(IEnumerable<YearCustomer> of, Instant from, Instant until, CancellationToken cancellation) =>
        reports += await reporter.SendAsync(of.SelectMany(customer => changes.Used(customer.Company, new Period(from, until))), cancellation);

    private async Task MoveClockAsync(Instant to, CancellationToken cancellation) => await client.PatchAsync($"v0/testClocks/{clock}", new { currentTime = to }, cancellation);
}
