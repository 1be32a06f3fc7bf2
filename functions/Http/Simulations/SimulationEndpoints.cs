using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;
using Tallystick.Http.Subscriptions;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Http.Simulations;

/// <summary>What customers would have paid under another plan, or at other prices.</summary>
internal static class SimulationEndpoints
{
    private const int MaxCustomers = 100;
    private static readonly Duration MaxTime = Duration.FromDays(400);

    public static void MapSimulations(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v0/simulations", RunAsync).WithTags("Simulations").RequireScope(Scope.Read)
            .WithSummary("Rate past usage under another plan or other prices, customer by customer; nothing is kept").Answers<SimulationResponse>();

    private static async Task<IResult> RunAsync(
        Caller caller,
        ListQuery query,
        Body<SimulationRequest> body,
        SimulationHypothesis hypotheses,
        PriceSimulations simulations,
        SubscriptionService subscriptions,
        CustomerDirectory customers,
        CancellationToken cancellation)
    {
        var check = new Check();
        var (from, to) = (check.Required("from", body.Value.From), check.Required("to", body.Value.To));
        Times.CheckTime(check, "from", body.Value.From);
        Times.CheckTime(check, "to", body.Value.To);
        check.That(from < to && to - from <= MaxTime, "to", $"A time behind from is expected, at most {MaxTime.Days} days.", "INVALID_PERIOD");
        var wanted = check.Items("customerIds", body.Value.CustomerIds, MaxCustomers);
        if (check.Refusal is { } refused || !(await hypotheses.OfAsync(caller.Tenant, body.Value, cancellation)).TryGet(out var hypothesis, out refused))
        {
            return refused.ToProblem();
        }

        if (!(await FindAsync(caller.Tenant, wanted, query.Page, subscriptions, customers, cancellation)).TryGet(out var page, out refused))
        {
            return refused.ToProblem();
        }

        var simulated = new List<SimulatedSubscription>();
        foreach (var subscription in page.Items)
        {
            simulated.Add(await simulations.RunAsync(caller.Tenant, subscription, new Period(from, to), hypothesis, cancellation));
        }

        return Answers.Json(new SimulationResponse(
            SimulationTotalResponse.Of(simulated),
            [.. simulated.Select(SimulatedSubscriptionResponse.Of)],
            new Pagination(page.Request.Limit, page.Request.Offset, page.Total)));
    }

    /// <summary>The subscriptions of some customers, or all; a part of them.</summary>
    private static async Task<Result<Page<Subscription>>> FindAsync(
        Tenant tenant,
        IReadOnlyList<string?> wanted,
        PageRequest page,
        SubscriptionService subscriptions,
        CustomerDirectory customers,
        CancellationToken cancellation)
    {
        if (wanted.Count == 0)
        {
            return await subscriptions.PageAsync(tenant, page, cancellation);
        }

        var found = new List<Subscription>();
        foreach (var (index, subject) in wanted.Index())
        {
            if (subject is null || await customers.ResolveAsync(tenant, subject, cancellation) is not { } customer)
            {
                return Refusal.NotFound("CUSTOMER", subject ?? "", $"customerIds[{index}]");
            }

            found.AddRange((await subscriptions.OfAsync(AccountId.Of(tenant, customer.Id), cancellation)).Subscriptions);
        }

        return new Page<Subscription>([.. found.Skip(page.Offset).Take(page.Limit)], page, found.Count);
    }
}
