using Tallystick.Core.Payments;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>A provider that does as it is told, and notes what it was asked.</summary>
internal class ToldProvider : IPaymentProvider
{
    public bool Confirms { get; set; } = true;

    public PaymentRefundIntent Refund { get; set; } = new("refund", PaymentRefundStatus.Succeeded);

    public PaymentMethodIntent Method { get; set; } = new("setup", null, PaymentMethodStatus.Active) { ProviderCustomer = "customer", ProviderMethod = "method" };

    /// <summary>What is thrown in the place of the next answer, after it was noted what was asked.</summary>
    public Exception? Lost { get; set; }

    public List<Id<Payment>> Asked { get; } = [];

    public List<Id<PaymentRefund>> AskedBack { get; } = [];

    public List<Id<PaymentMethod>> Forgotten { get; } = [];

    public virtual FieldError? Check(Tenant tenant, decimal amount, Currency currency) => null;

    public virtual ValueTask<PaymentIntent> AskAsync(Tenant tenant, Payment payment, CancellationToken cancellation)
    {
        Asked.Add(payment.Id);
        return Answer(new PaymentIntent($"{payment.Id}", "/pay", Confirms ? PaymentStatus.Succeeded : PaymentStatus.Pending));
    }

    public Refusal? CheckMethod(Tenant tenant, string? testToken) => null;

    public ValueTask<PaymentMethodIntent> AskMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation) => Answer(Method);

    public ValueTask ForgetMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation)
    {
        Forgotten.Add(method.Id);
        return default;
    }

    public ValueTask<PaymentRefundIntent> AskRefundAsync(Tenant tenant, Payment payment, PaymentRefund refund, CancellationToken cancellation)
    {
        AskedBack.Add(refund.Id);
        return Answer(Refund);
    }

    protected ValueTask<T> Answer<T>(T answer)
    {
        var lost = Lost;
        Lost = null;
        return lost is null ? new(answer) : ValueTask.FromException<T>(lost);
    }
}
