using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tallystick.DevHost.Client;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>The companies as customers: they come, subscribe, and pay as each of them pays.</summary>
/// <param name="client">Calls as the merchant.</param>
/// <param name="catalog">What they buy.</param>
/// <param name="clock">The test clock of all but the newest.</param>
/// <param name="now">The end of the year that is played.</param>
internal sealed class YearCustomers(TallyClient client, YearCatalog catalog, string clock, Instant now)
{
    // What usage costs by the plan that is paid as you go, with tax, and its fee.
    private const decimal BasicPrice = 0.001m;
    private const decimal PremiumPrice = 0.005m;
    private const decimal SecondPrice = 0.0002m;
    private const decimal TaxFactor = 1.19m;
    private const decimal Fee = 5m;
    private const decimal TopUpStep = 25m;

    private static readonly Duration BeforeDue = Duration.FromDays(4);
    private static readonly Duration AfterReminders = Duration.FromDays(9);

    private readonly List<YearCustomer> joined = [];
    private readonly Dictionary<string, YearCustomer> byId = [];

    /// <summary>Who has come, in this order.</summary>
    internal IReadOnlyList<YearCustomer> Joined => joined;

    /// <summary>The customer that a company is.</summary>
    internal YearCustomer Of(string key) => joined.Single(customer => customer.Company.Key == key);

    /// <summary>The day on which a company came.</summary>
    internal LocalDate JoinedOn(YearCompany company) => YearCalendar.JoinedOn(company, now);

    /// <summary>A company comes: it says how it pays, and subscribes from the beginning of its day.</summary>
    internal async Task JoinAsync(YearCompany company, CancellationToken cancellation)
    {
        var day = JoinedOn(company);
        var id = (await client.PostAsync(
            "v0/customers",
            new
            {
                consumer = new { name = company.Name, email = company.Email },
                externalId = company.Key,
                timeZone = company.TimeZone,
                testClockId = company.IsNew ? null : clock,
                taxTreatment = company.TaxId is null ? "standard" : "reverse_charge",
                taxId = company.TaxId,
            },
            cancellation)).Text("id");
        if (company.Payer is YearPayer.Card or YearPayer.DeclinedCard)
        {
            await SaveCardAsync(id, "test_card", cancellation);
        }

        if (company.Plan == YearPlan.Team)
        {
            await PayInAsync(id, "49", "EUR", "first fee", cancellation);
        }
        else if (company.Payer is YearPayer.Wallet or YearPayer.WalletOnce)
        {
            await TopUpAsync(company, id, day, cancellation);
        }

        var subscription = await client.PostAsync(
            "v0/subscriptions",
            new
            {
                name = ProductOf(company.Plan),
                planId = catalog.Plans[company.Plan],
                customerId = id,
                startedAt = day.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[company.TimeZone]).ToInstant(),
                coupons = company.Coupon is { } code ? new[] { code } : [],
            },
            cancellation);
        joined.Add(byId[id] = new YearCustomer(company, id, subscription.Text("id")));
    }

    /// <summary>Saves a card of the test provider's; the card so far is charged no more.</summary>
    internal Task SaveCardAsync(string customer, string token, CancellationToken cancellation) =>
        client.PostAsync($"v0/customers/{customer}/paymentMethods", new { testToken = token }, cancellation);

    /// <summary>Those whose period begins pay into their wallets what the month will need.</summary>
    internal async Task TopUpAsync(LocalDate day, CancellationToken cancellation)
    {
        foreach (var customer in joined.Where(customer => customer.Company.Payer == YearPayer.Wallet && JoinedOn(customer.Company) is var first && first < day && first.Day == day.Day))
        {
            await TopUpAsync(customer.Company, customer.Id, day, cancellation);
        }
    }

    /// <summary>Those who pay by transfer pay what is due.</summary>
    /// <param name="time">What the customers' clock shows.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task PayInvoicesAsync(Instant time, CancellationToken cancellation)
    {
        foreach (var status in new[] { "issued", "overdue" })
        {
            var open = await client.ListAsync($"v2/invoices?status={status}", cancellation);
            await Parallel.ForEachAsync(
                open.Where(invoice => byId.TryGetValue(invoice.Text("customerId"), out var customer) && IsPaid(customer.Company, Time(invoice, "dueAt"), time)),
                cancellation,
                async (invoice, stopping) =>
                {
                    await PayInAsync(invoice.Text("customerId"), invoice.Text("unpaidAmount"), invoice.Text("currency"), invoice.Text("id"), stopping);
                    await client.PostAsync($"v2/invoices/{invoice.Text("id")}/payment", new { }, stopping);
                });
        }
    }

    private static Instant Time(JsonElement element, string name) => InstantPattern.ExtendedIso.Parse(element.Text(name)).Value;

    private static string ProductOf(YearPlan plan) => plan switch
    {
        YearPlan.PayAsYouGo or YearPlan.Team => "Code execution",
        YearPlan.Artifacts => "Artifacts",
        _ => "Inference",
    };

    private bool IsPaid(YearCompany company, Instant due, Instant time) => company.Payer switch
    {
        YearPayer.Transfer => due - BeforeDue <= time,
        YearPayer.LateTransfer => due + AfterReminders <= time,
        YearPayer.Stopped => due - BeforeDue <= time && time.InUtc().Date < YearCalendar.FirstOf(YearCalendar.Months - 2, now),
        _ => false,
    };

    private Task TopUpAsync(YearCompany company, string id, LocalDate day, CancellationToken cancellation)
    {
        var month = new Period(day.AtMidnight().InUtc().ToInstant(), day.PlusMonths(1).AtMidnight().InUtc().ToInstant());
        var cost = YearUsage.Of(company, JoinedOn(company), month).Where(report => report.Type == YearUsage.Submission).Sum(report =>
            (report.Number("programs") * (YearUsage.IsPremium(report.Data["language"]) ? PremiumPrice : BasicPrice)) + (report.Number("seconds") * SecondPrice));
        var needed = decimal.Ceiling((cost + Fee) * TaxFactor / TopUpStep) * TopUpStep;
        return PayInAsync(id, $"{(company.Payer == YearPayer.WalletOnce ? needed * 4 : needed)}", "USD", $"top-up {day:uuuu-MM}", cancellation);
    }

    private async Task PayInAsync(string customer, string amount, string currency, string key, CancellationToken cancellation) =>
        await client.PostAsync("v0/payments", new { customerId = customer, amount, currency, idempotencyKey = key }, cancellation);
}
