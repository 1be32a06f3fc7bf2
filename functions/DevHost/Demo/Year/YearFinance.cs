using NodaTime;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>What the merchant's finance people do: credit notes, an invoice that is called off, a line on a draft, a gift.</summary>
internal sealed class YearFinance(TallyClient client, YearCustomers customers, Instant now)
{
    /// <summary>Takes back what was billed wrongly on the first of the last month.</summary>
    internal async Task CorrectAsync(LocalDate day, CancellationToken cancellation)
    {
        if (day != YearCalendar.LatestFirst(now))
        {
            return;
        }

        if (await FirstAsync("halcyon", "paid", cancellation) is { } paid)
        {
            var refund = new { amount = "120.00", reason = "Six hours without service", idempotencyKey = "six hours" };
            await client.PostAsync($"v2/invoices/{paid}/refunds", refund, cancellation);
        }

        if (await FirstAsync("aurora", "issued", cancellation) is { } issued)
        {
            var refund = new { lineItems = new[] { new { lineId = 1, amount = "75.00" } }, reason = "As agreed on the telephone", idempotencyKey = "as agreed" };
            await client.PostAsync($"v2/invoices/{issued}/refunds", refund, cancellation);
        }

        if (await FirstAsync("tulip", "issued", cancellation) is { } wrong)
        {
            await client.PostAsync($"v2/invoices/{wrong}/void", new { }, cancellation);
        }
    }

    /// <summary>Adds to a draft, and gives something to customers.</summary>
    internal async Task GiveAsync(CancellationToken cancellation)
    {
        if (await FirstAsync("haskoli", "draft", cancellation) is { } draft)
        {
            var line = new { invoiceId = draft, description = "Help with moving archives, hours", quantity = "2.5", unitPrice = "96.00" };
            await client.PostAsync("v2/invoices/lineItems", line, cancellation);
        }

        var grant = new
        {
            customerId = customers.Of("mangrove").Id,
            amount = "25",
            currency = "USD",
            idempotencyKey = "six hours",
            name = "For six hours without service",
            expiresAt = now + Duration.FromDays(60),
        };
        await client.PostAsync("v0/grants", grant, cancellation);
        await client.PutAsync($"v0/customers/{customers.Of("recursion").Id}/autoTopUp", new { threshold = "20", amount = "100", maxPerMonth = 3 }, cancellation);
    }

    /// <summary>The newest invoice of a company in a status; null where there is none.</summary>
    private async Task<string?> FirstAsync(string company, string status, CancellationToken cancellation)
    {
        var found = await client.GetAsync($"v2/invoices?customerId={company}&status={status}&limit=1", cancellation);
        return found.GetProperty("data") is var data && data.GetArrayLength() > 0 ? data[0].Text("id") : null;
    }
}
