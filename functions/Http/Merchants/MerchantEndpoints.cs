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
        group.MapPatch("/{id}", ChangeAsync)
            .WithSummary("Change what invoices say of a merchant, from the next one on that is issued").Answers<MerchantResponse>();
        group.MapPost("/{id}/apiKeys", CreateKeyAsync).IgnoreIdempotencyKey()
            .WithSummary("Make a key for a merchant; it is shown once").Answers<ApiKeyResponse>(201);
        group.MapGet("/{id}/apiKeys", ListKeysAsync).WithMetadata(new QueryMetadata("mode", "live (unless given) or test."))
            .WithSummary("List a merchant's keys, newest first").Answers<ListResponse<ApiKeyResponse>>();
        group.MapDelete("/{id}/apiKeys/{keyId}", RevokeKeyAsync)
            .WithSummary("Revoke a merchant's key: it stops to work within seconds").Answers<ApiKeyResponse>();
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

    private static async Task<IResult> ChangeAsync(string id, Body<MerchantChange> body, Core.Tenancy.Merchants merchants, CancellationToken cancellation)
    {
        var check = new Check();
        var name = body.Value.Name is null ? null : check.Text("name", body.Value.Name, 200);
        var legalName = check.OptionalText("legalName", body.Value.LegalName, 200);
        var address = check.OptionalLines("address", body.Value.Address, Seller.MaxAddress);
        var taxId = check.OptionalText("taxId", body.Value.TaxId, 100);
        if (check.Refusal is { } refused || !Ids.Parse<Merchant>(id, "MERCHANT").TryGet(out var parsed, out refused))
        {
            return refused.ToProblem();
        }

        var changed = await merchants.ChangeAsync(
            parsed,
            merchant => merchant with { Name = name ?? merchant.Name, Seller = (merchant.Seller ?? new Seller()).With(legalName, address, taxId) },
            cancellation);
        return Answers.Of(changed, MerchantResponse.Of);
    }

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

    private static async Task<IResult> ListKeysAsync(
        string id, ListQuery query, string? mode, Core.Tenancy.Merchants merchants, Core.Tenancy.ApiKeys keys, CancellationToken cancellation)
    {
        var check = new Check();
        var wanted = check.OneOf("mode", mode, Mode.Live, ("live", Mode.Live), ("test", Mode.Test));
        return check.Refusal is { } refused || !(await FindAsync(id, merchants, cancellation)).TryGet(out var merchant, out refused)
            ? refused.ToProblem()
            : Answers.List(await keys.PageAsync(new Tenant(merchant.Id, wanted), query.Page, cancellation), ApiKeyResponse.Of);
    }

    private static async Task<IResult> RevokeKeyAsync(
        string id, string keyId, Core.Tenancy.Merchants merchants, Core.Tenancy.ApiKeys keys, TimeProvider time, CancellationToken cancellation)
    {
        if (!(await FindAsync(id, merchants, cancellation)).TryGet(out var merchant, out var refused)
            || !Ids.Parse<ApiKey>(keyId, "API_KEY").TryGet(out var key, out refused))
        {
            return refused.ToProblem();
        }

        // The key's id says nothing of its mode.
        var live = await keys.RevokeAsync(new Tenant(merchant.Id, Mode.Live), key, time.GetInstant(), cancellation);
        return Answers.Of(
            live.TryGet(out _, out _) ? live : await keys.RevokeAsync(new Tenant(merchant.Id, Mode.Test), key, time.GetInstant(), cancellation),
            ApiKeyResponse.Of);
    }

    private static async ValueTask<Result<Merchant>> FindAsync(string id, Core.Tenancy.Merchants merchants, CancellationToken cancellation) =>
        Ids.Parse<Merchant>(id, "MERCHANT").TryGet(out var parsed, out var refused) ? await merchants.GetAsync(parsed, cancellation) : refused;
}
