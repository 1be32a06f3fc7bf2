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

namespace Tallystick.Http.Products;

/// <summary>What the merchant sells.</summary>
internal static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/products").WithTags("Products");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a product").Answers<ProductResponse>(201);
        group.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List products, newest first").Answers<ListResponse<ProductResponse>>();
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A product").Answers<ProductResponse>();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<ProductRequest> body, Core.Catalog.Products products, IIdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var product = body.Value.ToProduct(check, ids, time.GetInstant());
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of<Product, ProductResponse>(await products.AddAsync(caller.Tenant, product, cancellation), ProductResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListAsync(Caller caller, ListQuery query, Core.Catalog.Products products, CancellationToken cancellation) =>
        Answers.List(await products.PageAsync(caller.Tenant, query.Page, cancellation), ProductResponse.For(caller.Tenant));

    private static async Task<IResult> GetAsync(Caller caller, string id, Core.Catalog.Products products, CancellationToken cancellation) =>
        Ids.Parse<Product>(id, "PRODUCT").TryGet(out var parsed, out var refused)
            ? Answers.Of(await products.GetAsync(caller.Tenant, parsed, cancellation), ProductResponse.For(caller.Tenant))
            : refused.ToProblem();
}
