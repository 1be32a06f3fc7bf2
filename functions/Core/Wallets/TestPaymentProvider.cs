using Tallystick.Core.Payments;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>
/// A provider that moves no money: all succeeds at once, or when somebody says that the money came. Its made-up methods, for who succeeds at once, are cards that
/// pay, are declined, or ask for the customer.
/// </summary>
/// <param name="autoConfirm">True for success at once.</param>
/// <param name="host">Scheme and authority of this host, for example <c>http://localhost:7071</c>; empty for paths.</param>
public sealed class TestPaymentProvider(bool autoConfirm, string host = "") : IPaymentProvider
{
    /// <summary>A method that pays.</summary>
    public const string Pays = "test_card";

    /// <summary>A method that is declined.</summary>
    public const string Declined = "test_card_declined";

    /// <summary>A method that is charged only with the customer's consent.</summary>
    public const string AsksForCustomer = "test_card_authentication_required";

    /// <inheritdoc/>
    public FieldError? Check(Tenant tenant, decimal amount, Currency currency) => null;

    /// <inheritdoc/>
    public ValueTask<PaymentIntent> AskAsync(Tenant tenant, Payment payment, CancellationToken cancellation) => new(payment.Charge?.Method?.ProviderMethod switch
    {
        Declined => Refused(payment, "card_declined"),
        AsksForCustomer => Refused(payment, IPaymentProvider.AuthenticationRequired),
        _ => new PaymentIntent(NameOf(payment), $"{host}/pay/{tenant}/{payment.Id}", autoConfirm ? PaymentStatus.Succeeded : PaymentStatus.Pending),
    });

    /// <inheritdoc/>
    public Refusal? CheckMethod(Tenant tenant, string? testToken) => (autoConfirm, testToken) switch
    {
        (false, _) => Refusal.Conflict("PAYMENT_METHODS_NOT_SAVED", "There is no provider that saves payment methods: customers pay each time they are asked."),
        (true, null or Pays or Declined or AsksForCustomer) => null,
        _ => Refusal.Invalid("testToken", $"must be {Pays}, {Declined} or {AsksForCustomer}"),
    };

    /// <inheritdoc/>
    public ValueTask<PaymentMethodIntent> AskMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation) =>
        new(new PaymentMethodIntent($"test-{method.Id}", null, PaymentMethodStatus.Active)
        {
            ProviderCustomer = $"test-{method.CustomerId}",
            ProviderMethod = method.TestToken ?? Pays,
            Card = new SavedCard("test", "4242", null, null),
        });

    /// <inheritdoc/>
    public ValueTask ForgetMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation) => default;

    /// <inheritdoc/>
    public ValueTask<PaymentRefundIntent> AskRefundAsync(Tenant tenant, Payment payment, PaymentRefund refund, CancellationToken cancellation) =>
        new(new PaymentRefundIntent($"test-{refund.Id}", autoConfirm ? PaymentRefundStatus.Succeeded : PaymentRefundStatus.Pending));

    private static string NameOf(Payment payment) => $"test-{payment.Id}";

    private static PaymentIntent Refused(Payment payment, string code) => new(NameOf(payment), null, PaymentStatus.Failed) { FailureCode = code };
}
