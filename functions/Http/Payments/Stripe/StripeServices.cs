using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>Lets Stripe take the payments of live mode.</summary>
public static class StripeServices
{
    /// <summary>Registers the provider; before <see cref="TallyApi.AddTallyApi"/>. In test mode no money moves all the same.</summary>
    public static IServiceCollection AddStripe(this IServiceCollection services, StripeSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<StripeClient>();
        services.AddSingleton<StripePaymentProvider>();
        services.AddSingleton<IPaymentProvider>(provider =>
            new PaymentProviderByMode(test: new TestPaymentProvider(autoConfirm: true), live: provider.GetRequiredService<StripePaymentProvider>()));
        return services;
    }
}
