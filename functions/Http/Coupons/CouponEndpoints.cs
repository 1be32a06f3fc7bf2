using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Coupons;

/// <summary>Discounts by code.</summary>
internal static class CouponEndpoints
{
    public static void MapCoupons(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/coupons").WithTags("Coupons");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a coupon").Answers<CouponResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List coupons, newest first").Answers<ListResponse<CouponResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A coupon").Answers<CouponResponse>();
        group.MapDelete("/{id}", WithdrawAsync).RequireScope(Scope.Admin)
            .WithSummary("Withdraw a coupon: who has it keeps it, nobody else gets it").Answers<CouponResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<CouponRequest> body, Core.Catalog.Coupons coupons, IIdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var coupon = body.Value.ToCoupon(check, ids, time.GetInstant());
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await coupons.AddAsync(caller.Tenant, coupon, cancellation), CouponResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, Core.Catalog.Coupons coupons, CancellationToken cancellation) =>
        Answers.List(await coupons.PageAsync(caller.Tenant, query.Page, cancellation), CouponResponse.For(caller.Tenant));

    private static async Task<IResult> GetAsync(Caller caller, string id, Core.Catalog.Coupons coupons, CancellationToken cancellation) =>
        Ids.Parse<Coupon>(id, "COUPON").TryGet(out var parsed, out var refused)
            ? Answers.Of(await coupons.GetAsync(caller.Tenant, parsed, cancellation), CouponResponse.For(caller.Tenant))
            : refused.ToProblem();

    private static async Task<IResult> WithdrawAsync(
        Caller caller, string id, Core.Catalog.Coupons coupons, TimeProvider time, CancellationToken cancellation) =>
        Ids.Parse<Coupon>(id, "COUPON").TryGet(out var parsed, out var refused)
            ? Answers.Of(await coupons.WithdrawAsync(caller.Tenant, parsed, time.GetInstant(), cancellation), CouponResponse.For(caller.Tenant))
            : refused.ToProblem();
}
