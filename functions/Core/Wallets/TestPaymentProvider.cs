using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>A provider that moves no money: payments succeed at once, or when somebody says that the money came.</summary>
/// <param name="autoConfirm">True for success at once.</param>
/// <param name="host">Scheme and authority of this host, for example <c>http://localhost:7071</c>; empty for paths.</param>
public sealed class TestPaymentProvider(bool autoConfirm, string host = "") : IPaymentProvider
{
    /// <inheritdoc/>
    public FieldError? Check(Tenant tenant, decimal amount, Currency currency) => null;

    /// <inheritdoc/>
    public ValueTask<PaymentIntent> AskAsync(Tenant tenant, Payment payment, CancellationToken cancellation) =>
        new(new PaymentIntent($"test-{payment.Id}", $"{host}/pay/{tenant}/{payment.Id}", autoConfirm ? PaymentStatus.Succeeded : PaymentStatus.Pending));
}
