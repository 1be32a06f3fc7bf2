using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Invoices;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Prices;

/// <summary>What things cost.</summary>
internal static class PriceEndpoints
{
    public static void MapPrices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/prices").WithTags("Prices");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a price").Answers<PriceResponse>(201);
        group.MapPost("/preview", PreviewAsync).RequireScope(Scope.Read)
            .WithSummary("What usage would come to by a price; nothing is kept").Answers<PricePreviewResponse>();
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List prices, newest first").Answers<ListResponse<PriceResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A price").Answers<PriceResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<PriceRequest> body, Core.Catalog.Prices prices, IIdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var price = body.Value.ToPrice(check, ids, time.GetInstant());
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await prices.AddAsync(caller.Tenant, price, cancellation), PriceResponse.Of, 201);
    }

    private static IResult PreviewAsync(Body<PricePreviewRequest> body)
    {
        var check = new Check();
        var model = PriceRequest.ModelFor(check, body.Value.Model, body.Value.Properties);
        var currency = check.Currency("currency", body.Value.Currency);
        var used = body.Value.ToUsed(check, model);
        if (check.Refusal is null)
        {
            check.That(Rater.Amount(model!, used) < Exact.Limit, "quantity", "This comes to more than 10^15.", "OUT_OF_RANGE");
        }

        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        var amount = Rater.Amount(model!, used);
        return Answers.Json(new PricePreviewResponse(
            used.Total,
            currency,
            InvoiceMoney.Format(amount.Round(currency.MinorUnitDigits), currency),
            Rater.UnitPrice(model!, used.Total, amount),
            Rater.Details(model!, used)));
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, Core.Catalog.Prices prices, CancellationToken cancellation) =>
        Answers.List(await prices.PageAsync(caller.Tenant, query.Page, cancellation), PriceResponse.Of);

    private static async Task<IResult> GetAsync(Caller caller, string id, Core.Catalog.Prices prices, CancellationToken cancellation) =>
        Ids.Parse<Price>(id, "PRICE").TryGet(out var parsed, out var refused)
            ? Answers.Of(await prices.GetAsync(caller.Tenant, parsed, cancellation), PriceResponse.Of)
            : refused.ToProblem();
}
