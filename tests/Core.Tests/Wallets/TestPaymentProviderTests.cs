using Tallystick.Core.Payments;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Core.Tests.Wallets;

public sealed class WaitingTestPaymentProviderTests : PaymentProviderContract
{
    protected override IPaymentProvider Provider { get; } = new TestPaymentProvider(autoConfirm: false);

    [Fact]
    public void It_saves_no_methods() => Assert.Equal("PAYMENT_METHODS_NOT_SAVED", Provider.CheckMethod(Sample.Tenant, null)!.Code);
}

public sealed class ConfirmingTestPaymentProviderTests : SavedMethodContract
{
    protected override IPaymentProvider Provider { get; } = new TestPaymentProvider(autoConfirm: true);

    protected override int? Taken => null;

    protected override string? TokenOf(Behaviour behaviour) => behaviour switch
    {
        Behaviour.IsDeclined => TestPaymentProvider.Declined,
        Behaviour.AsksForCustomer => TestPaymentProvider.AsksForCustomer,
        _ => null,
    };

    protected override void Save(PaymentMethod method, Behaviour behaviour)
    {
        // Saved as it is asked for.
    }

    protected override void LoseNextAnswer()
    {
        // Its answers are never lost.
    }
}
