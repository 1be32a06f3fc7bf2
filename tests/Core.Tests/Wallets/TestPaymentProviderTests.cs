using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Core.Tests.Wallets;

public sealed class WaitingTestPaymentProviderTests : PaymentProviderContract
{
    protected override IPaymentProvider Provider { get; } = new TestPaymentProvider(autoConfirm: false);
}

public sealed class ConfirmingTestPaymentProviderTests : PaymentProviderContract
{
    protected override IPaymentProvider Provider { get; } = new TestPaymentProvider(autoConfirm: true);
}
