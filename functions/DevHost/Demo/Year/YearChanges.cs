using NodaTime;
using Tallystick.DevHost.Client;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>What happens once in the demo's year: a plan is changed, a subscription ends, another is paused, a card is declined, usage comes late.</summary>
internal sealed class YearChanges(TallyClient client, YearCatalog catalog, YearCustomers customers, YearReporter reporter, Instant now)
{
    private static readonly int[] LateIn = [5, 8, 11];

    private LocalDate GoneOn => customers.JoinedOn(Company(YearCompanies.Gone)).PlusMonths(7);

    private LocalDate GrownOn => YearCalendar.FirstOf(6, now);

    private LocalDate PausedOn => YearCalendar.FirstOf(11, now).PlusDays(25);

    /// <summary>What a company uses in a span of time: what has ended is used for one day more, in vain.</summary>
    internal IEnumerable<YearReport> Used(YearCompany company, Period span)
    {
        var end = company.Key switch
        {
            YearCompanies.Gone => GoneOn.PlusDays(1),
            YearCompanies.Paused => PausedOn.PlusDays(2),
            _ => LocalDate.MaxIsoValue,
        };
        return YearUsage.Of(company, customers.JoinedOn(company), span).Where(report => report.OccurredAt.InUtc().Date is var day && day < end && !IsOutgrown(report, day));
    }

    /// <summary>Does what happens on a day.</summary>
    internal async Task MakeAsync(LocalDate day, CancellationToken cancellation)
    {
        if (day == GrownOn)
        {
            await ChangeAsync(YearCompanies.Growing, "changePlan", new { planId = catalog.Plans[YearPlan.Scale] }, cancellation);
        }

        if (day == YearCalendar.FirstOf(9, now))
        {
            await ChangeAsync(YearCompanies.Gone, "termination", new { reason = "Moved to a model of their own", effectiveAt = GoneOn.AtMidnight().InUtc().ToInstant() }, cancellation);
        }

        if (day == PausedOn)
        {
            await ChangeAsync(YearCompanies.Paused, "pause", new { }, cancellation);
        }

        if (day == YearCalendar.FirstOf(YearCalendar.Months - 2, now))
        {
            foreach (var customer in customers.Joined.Where(customer => customer.Company.Payer == YearPayer.DeclinedCard))
            {
                await customers.SaveCardAsync(customer.Id, "test_card_declined", cancellation);
            }
        }

        if (LateIn.Any(month => day == YearCalendar.FirstOf(month, now).PlusDays(10)))
        {
            await ReportLateAsync(day.PlusDays(-7), cancellation);
        }
    }

    /// <summary>True for images of a company whose plan has none any more.</summary>
    private bool IsOutgrown(YearReport report, LocalDate day) => report.Company.Key == YearCompanies.Growing && report.Type == YearUsage.Images && day >= GrownOn;

    private static YearCompany Company(string key) => YearCompanies.All.Single(company => company.Key == key);

    private async Task ChangeAsync(string company, string change, object body, CancellationToken cancellation) =>
        await client.PostAsync($"v0/subscriptions/{customers.Of(company).Subscription}/{change}", body, cancellation);

    private async Task ReportLateAsync(LocalDate day, CancellationToken cancellation)
    {
        var company = Company(YearCompanies.Tardy);
        var data = new Dictionary<string, string> { ["tokens"] = "6500000", ["model"] = "large", ["region"] = "us-east" };
        var late = new YearReport(company, $"found again {day:uuuu-MM-dd}", (day + new LocalTime(15, 0)).InUtc().ToInstant(), YearUsage.Inference, data);
        await reporter.SendAsync([late], cancellation);
    }
}
