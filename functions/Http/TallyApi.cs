using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.ApiKeys;
using Tallystick.Http.Authorizations;
using Tallystick.Http.Books;
using Tallystick.Http.Checkout;
using Tallystick.Http.Coupons;
using Tallystick.Http.CreditNotes;
using Tallystick.Http.Customers;
using Tallystick.Http.Dashboard;
using Tallystick.Http.Disputes;
using Tallystick.Http.Entitlements;
using Tallystick.Http.Errors;
using Tallystick.Http.Exports;
using Tallystick.Http.Features;
using Tallystick.Http.Grants;
using Tallystick.Http.Health;
using Tallystick.Http.Idempotency;
using Tallystick.Http.Invoices;
using Tallystick.Http.Limits;
using Tallystick.Http.Merchants;
using Tallystick.Http.Meters;
using Tallystick.Http.Metrics;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Operations;
using Tallystick.Http.Payments;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Http.Plans;
using Tallystick.Http.Portals;
using Tallystick.Http.Prices;
using Tallystick.Http.Products;
using Tallystick.Http.Proofs;
using Tallystick.Http.Reports;
using Tallystick.Http.Security;
using Tallystick.Http.Sessions;
using Tallystick.Http.Simulations;
using Tallystick.Http.Subscriptions;
using Tallystick.Http.Telemetry;
using Tallystick.Http.TestClocks;
using Tallystick.Http.Usage;
using Tallystick.Http.Wallets;
using Tallystick.Http.Webhooks;

namespace Tallystick.Http;

/// <summary>The HTTP API, for any host. The host registers the adapters of the ports, and an <see cref="OperatorKey"/> where it has one.</summary>
public static class TallyApi
{
    /// <summary>Registers the services that the endpoints use; what the host has registered before stays.</summary>
    public static IServiceCollection AddTallyApi(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISecretSource, CryptographicSecrets>();
        services.TryAddSingleton<IIdSource>(provider =>
            new TimeOrderedIdSource(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ISecretSource>().Fill));
        services.AddSingleton<AnswerKeeper>();
        services.AddSingleton<ICustomerErased>(provider => provider.GetRequiredService<AnswerKeeper>());
        services.AddSingleton<OutageLog>();
        services.TryAddSingleton(new TelemetrySettings());
        services.AddSingleton<PipelineMetrics>();
        services.AddSingleton<PipelineTraces>();
        services.TryAddSingleton(new ReadinessSettings());
        services.AddSingleton<Readiness>();
        services.AddSingleton<KeptReadiness>();
        services.AddTenancy();
        services.AddDashboard();
        services.AddCatalog();
        services.AddCustomers();
        services.AddUsage();
        services.AddFeatures();
        services.AddLimits();
        services.AddPortals();
        services.AddWallets();
        services.AddBilling();
        services.AddBooks();
        services.AddWebhooks();
        services.AddMail();

        services.AddRouting();
        services.ConfigureHttpJsonOptions(json => HttpJson.Apply(json.SerializerOptions));
        services.AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer<DocumentTransformer>();
            options.AddOperationTransformer<OperationTransformer>();
            options.AddSchemaTransformer<SchemaTransformer>();
        });
        return services;
    }

    /// <summary>Puts the middleware in its order; before the endpoints are mapped.</summary>
    public static IApplicationBuilder UseTallyApi(this IApplicationBuilder app)
    {
        app.UseMiddleware<ProblemMiddleware>();

        // For its own path alone: every request would pass through it, and through the static files that it serves.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase), docs => docs.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "Tallystick";
            options.SwaggerEndpoint("../openapi.json", "Tallystick");
        }));
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.UseMiddleware<IdempotencyMiddleware>();
        return app;
    }

    /// <summary>Maps every resource.</summary>
    public static IEndpointRouteBuilder MapTallyApi(this IEndpointRouteBuilder routes)
    {
        routes.MapHealth();
        routes.MapMerchants();
        routes.MapApiKeys();
        routes.MapSessions();
        routes.MapDashboard();
        routes.MapProducts();
        routes.MapMetrics();
        routes.MapPrices();
        routes.MapPlans();
        routes.MapCoupons();
        routes.MapCustomers();
        routes.MapAuthorizations();
        routes.MapCheckout();
        routes.MapTestClocks();
        routes.MapSubscriptions();
        routes.MapSubscriptionChanges();
        routes.MapPortalLinks();
        routes.MapPortalSessions();
        routes.MapPortal();
        routes.MapUsage();
        routes.MapEvents();
        routes.MapPeers();
        routes.MapUsageHistory();
        routes.MapFates();
        routes.MapLive();
        routes.MapCorrections();
        routes.MapDisputes();
        routes.MapMeters();
        routes.MapEntitlements();
        routes.MapCaps();
        routes.MapAlerts();
        routes.MapFeatures();
        routes.MapFeatureEntitlements();
        routes.MapFeatureGrants();
        routes.MapPayments();
        routes.MapPaymentMethods();
        routes.MapPaymentRefunds();
        routes.MapStripeWebhook();
        routes.MapWallets();
        routes.MapGrants();
        routes.MapAutoTopUps();
        routes.MapInvoices();
        routes.MapInvoicePaper();
        routes.MapBooks();
        routes.MapReports();
        routes.MapExports();
        routes.MapInvoiceReview();
        routes.MapCreditNotes();
        routes.MapSimulations();
        routes.MapProofs();
        routes.MapWebhooks();
        routes.MapClosing();
        routes.MapLog();
        routes.MapDeadCommands();
        routes.MapOpenApi("/openapi.json").WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head])).AllowAnyone();
        return routes;
    }
}
