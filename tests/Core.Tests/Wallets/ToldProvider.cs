using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>A provider that does as it is told, and notes what it was asked.</summary>
internal sealed class ToldProvider : IPaymentProvider
{
    public bool Confirms { get; set; } = true;

    public List<Id<Payment>> Asked { get; } = [];

    public FieldError? Check(Tenant tenant, decimal amount, Currency currency) => null;

    public ValueTask<PaymentIntent> AskAsync(Tenant tenant, Payment payment, CancellationToken cancellation)
    {
        Asked.Add(payment.Id);
        return new(new PaymentIntent($"{payment.Id}", "/pay", Confirms ? PaymentStatus.Succeeded : PaymentStatus.Pending));
    }
}
