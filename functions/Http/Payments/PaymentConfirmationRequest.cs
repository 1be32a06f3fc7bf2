using Tallystick.Core.Tenancy;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Payments;

/// <summary>That the money of a payment has come.</summary>
/// <param name="MerchantId">The merchant whose customer paid. Required.</param>
/// <param name="Mode"><c>live</c> (unless given) or <c>test</c>.</param>
internal sealed record PaymentConfirmationRequest(string? MerchantId, string? Mode)
{
    /// <summary>Whose payment it is.</summary>
    public Tenant TenantFor(Check check) =>
        new(check.Id<Merchant>("merchantId", MerchantId), check.OneOf("mode", Mode, Core.Tenancy.Mode.Live, ("live", Core.Tenancy.Mode.Live), ("test", Core.Tenancy.Mode.Test)));
}
