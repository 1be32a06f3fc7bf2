using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Books;
using Tallystick.Core.Catalog;
using Tallystick.Core.CreditNotes;
using Tallystick.Core.Customers;
using Tallystick.Core.Dunning;
using Tallystick.Core.Mail;
using Tallystick.Core.Notifications;
using Tallystick.Core.Payments;
using Tallystick.Core.Pools;
using Tallystick.Core.Proofs;
using Tallystick.Core.Reports;
using Tallystick.Core.Sessions;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Wallets;
using Tallystick.Http.Checkout;
using Tallystick.Http.Dashboard;
using Tallystick.Http.Hosting;
using Tallystick.Http.Mail;
using Tallystick.Http.Payments;
using Tallystick.Http.Sessions;
using Tallystick.Http.Simulations;
using Tallystick.Http.Subscriptions;
using Tallystick.Http.Telemetry;
using Tallystick.Http.Webhooks;
using Tallystick.Paper;

namespace Tallystick.Http;

/// <summary>Registers the services of the domain, room by room.</summary>
internal static class TallyServices
{
    internal static void AddTenancy(this IServiceCollection services)
    {
        services.AddSingleton<Core.Tenancy.ApiKeys>();
        services.AddSingleton<ApiKeyDirectory>();
        services.AddSingleton<Core.Tenancy.Merchants>();
    }

    internal static void AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<BrowserSessions>();
        services.AddSingleton<SessionCallers>();
        services.AddSingleton<LiveStream>();
        services.TryAddSingleton(DashboardSettings.BesideTheProgram);
        services.AddSingleton<DashboardFiles>();
    }

    internal static void AddCustomers(this IServiceCollection services)
    {
        services.AddSingleton<Core.Customers.TestClocks>();
        services.AddSingleton<TestClockMover>();
        services.AddSingleton<Clocks>();
        services.AddSingleton<CustomerRegister>();
        services.AddSingleton<CustomerDirectory>();
        services.AddSingleton<SubscriptionService>();
        services.AddSingleton<SubscriptionStarter>();
        services.AddSingleton<SubscriptionViews>();
        services.AddSingleton<AuthorizationLinks>();
        services.AddSingleton<OfferPreviews>();
        services.AddSingleton<Checkouts>();
        services.AddSingleton<CustomerErasure>();
        services.AddSingleton<ICustomerErased>(provider => provider.GetRequiredService<AuthorizationLinks>());
    }

    internal static void AddWallets(this IServiceCollection services)
    {
        services.AddSingleton<WalletService>();
        services.AddSingleton<HoldService>();
        services.AddSingleton<HoldSweeper>();
        services.AddSingleton<GrantService>();
        services.AddSingleton<UnitGrants>();
        services.AddSingleton<AllocatedCredits>();
        services.AddSingleton<GrantSweeper>();
        services.AddSingleton<IClockAdvanced>(provider => provider.GetRequiredService<GrantSweeper>());
        services.AddSingleton<ICustomerErased, ErasedGrants>();
        services.AddSingleton<ActiveHolds>();
        services.AddSingleton<Reservations>();
        services.TryAddSingleton<IPaymentProvider>(
            new PaymentProviderByMode(test: new TestPaymentProvider(autoConfirm: true), live: new TestPaymentProvider(autoConfirm: false)));
        services.AddSingleton<AwaitedAnswers>();
        services.AddSingleton<PaymentService>();
        services.AddSingleton<PaymentMethods>();
        services.AddSingleton<ICustomerErased>(provider => provider.GetRequiredService<PaymentMethods>());
        services.AddSingleton<PaymentRefunds>();
        services.AddSingleton<ICustomerErased, ErasedRefunds>();
        services.AddSingleton<AwaitedAnswerSweeper>();
        services.AddSingleton<PaymentFollower>();
        services.AddSingleton<AutoTopUps>();
        services.AddSingleton<AutoTopUpSweeper>();
        services.AddSingleton<PaymentSweeper>();
    }

    internal static void AddBilling(this IServiceCollection services)
    {
        services.AddSingleton<InvoiceRegister>();
        services.AddSingleton<BilledLines>();
        services.AddSingleton<InvoiceRecipients>();
        services.AddSingleton<InvoiceSettingsBook>();
        services.TryAddSingleton<IInvoicePaper, InvoicePdf>();
        services.AddSingleton<ICustomerErased>(provider => provider.GetRequiredService<InvoiceRecipients>());
        services.AddSingleton<InvoiceProofs>();
        services.AddSingleton<RegisterProofs>();
        services.AddSingleton<BookProofs>();
        services.AddSingleton<LineEvents>();
        services.AddSingleton<IClosingObserver, ClosingTelemetry>();
        services.TryAddSingleton<ITaxSource, DefinedTaxes>();
        services.AddSingleton<CustomerChanges>();
        services.AddSingleton<CustomerTaxation>();
        services.AddSingleton<PeriodCloser>();
        services.AddSingleton<InvoiceReview>();
        services.AddSingleton<CreditNoteService>();
        services.AddSingleton<ChargedInvoices>();
        services.AddSingleton<IPaymentResolved>(provider => provider.GetRequiredService<ChargedInvoices>());
        services.AddSingleton<InvoiceCharges>();
        services.AddSingleton<DunningService>();
        services.AddSingleton<DunningSweeper>();
        services.AddSingleton<UpcomingInvoices>();
        services.AddSingleton<PriceSimulations>();
        services.AddSingleton<SimulationHypothesis>();
        services.AddSingleton<StoppedPeriods>();
        services.AddSingleton<Closing>();
        services.AddSingleton<ClosingHandler>();
        services.AddSingleton<LogNeeds>();
        services.AddSingleton<Retention>();
        services.AddSingleton<IClockAdvanced>(provider => provider.GetRequiredService<Closing>());
        services.AddSingleton<IClockAdvanced>(provider => provider.GetRequiredService<DunningSweeper>());
        services.AddSingleton<InitialInvoices>();
        services.AddSingleton<ISubscriptionStarted>(provider => provider.GetRequiredService<InitialInvoices>());
        services.AddSingleton<ISubscriptionCut, CutPeriods>();
        services.AddSingleton<SubscriptionChanger>();
    }

    internal static void AddBooks(this IServiceCollection services)
    {
        services.AddSingleton<WalletPoster>();
        services.AddSingleton<BookReader>();
        services.AddSingleton<RevenueReports>();
        services.AddSingleton<AccrualReports>();
    }

    internal static void AddWebhooks(this IServiceCollection services)
    {
        services.TryAddSingleton(new WebhookSettings());
        services.AddSingleton<WebhookTargets>();
        services.TryAddSingleton<HttpWebhookSender>();
        services.TryAddSingleton<IWebhookSender, CountedWebhookSender>();
        services.AddSingleton<WebhookEndpoints>();
        services.AddSingleton<WebhookDeliveries>();
        services.AddSingleton<WebhookDeliverer>();
        services.AddSingleton<WebhookHandler>();
        services.AddSingleton<WebhookSweeper>();
        services.AddSingleton<WebhookRetention>();
    }

    internal static void AddMail(this IServiceCollection services)
    {
        services.TryAddSingleton<IMailer, NoMailer>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailSweeper>();
        services.AddSingleton<ICustomerErased, ErasedMails>();
    }

    internal static void AddCatalog(this IServiceCollection services)
    {
        services.TryAddSingleton(new CatalogSettings(Duration.Zero));
        services.AddSingleton<Core.Catalog.Products>();
        services.AddSingleton<Core.Catalog.Metrics>();
        services.AddSingleton<Core.Catalog.Prices>();
        services.AddSingleton<Core.Catalog.Plans>();
        services.AddSingleton<Core.Catalog.Coupons>();
        services.AddSingleton<TailoredPlans>();
    }
}
