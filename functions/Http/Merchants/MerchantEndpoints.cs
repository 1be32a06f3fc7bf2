using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.ApiKeys;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Merchants;

/// <summary>The merchants of this installation, for its operator.</summary>
internal static class MerchantEndpoints
{
    public static void MapMerchants(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/merchants").WithTags("Merchants").RequireOperator();
        group.MapPost("", CreateAsync).IgnoreIdempotencyKey()
            .WithSummary("Make a merchant with an admin key for each mode; the keys are shown once").Answers<MerchantResponse>(201);
        group.MapGet("", ListAsync)
            .WithSummary("List merchants, newest first").Answers<ListResponse<MerchantResponse>>();
        group.MapGet("/{id}", GetAsync)
            .WithSummary("A merchant").Answers<MerchantResponse>();
        group.MapPost("/{id}/apiKeys", CreateKeyAsync).IgnoreIdempotencyKey()
            .WithSummary("Make a key for a merchant; it is shown once").Answers<ApiKeyResponse>(201);
    }

    private static async Task<IResult> CreateAsync(
        Body<MerchantRequest> body, Core.Tenancy.Merchants merchants, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var name = check.Text("name", body.Value.Name, 200);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Json(MerchantResponse.Of(await merchants.CreateAsync(name, time.GetInstant(), cancellation)), 201);
    }

    private static async Task<IResult> ListAsync(ListQuery query, Core.Tenancy.Merchants merchants, CancellationToken cancellation) =>
        Answers.List(await merchants.PageAsync(query.Page, cancellation), MerchantResponse.Of);

    private static async Task<IResult> GetAsync(string id, Core.Tenancy.Merchants merchants, CancellationToken cancellation) =>
        Answers.Of(await FindAsync(id, merchants, cancellation), MerchantResponse.Of);

    private static async Task<IResult> CreateKeyAsync(
        string id,
        Body<ApiKeyRequest> body,
        Core.Tenancy.Merchants merchants,
        Core.Tenancy.ApiKeys keys,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var check = new Check();
        var (name, scopes, mode) = (body.Value.NameFor(check), body.Value.ScopesFor(check), body.Value.ModeFor(check));
        if (check.Refusal is { } refused || !(await FindAsync(id, merchants, cancellation)).TryGet(out var merchant, out refused))
        {
            return refused.ToProblem();
        }

        var tenant = new Tenant(merchant.Id, mode);
        return Answers.Of(await keys.IssueAsync(tenant, name, scopes, time.GetInstant(), cancellation), ApiKeyResponse.Of, 201);
    }

    private static async ValueTask<Result<Merchant>> FindAsync(string id, Core.Tenancy.Merchants merchants, CancellationToken cancellation) =>
        Ids.Parse<Merchant>(id, "MERCHANT").TryGet(out var parsed, out var refused) ? await merchants.GetAsync(parsed, cancellation) : refused;
}
