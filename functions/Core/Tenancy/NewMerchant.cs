namespace Tallystick.Core.Tenancy;

/// <summary>A merchant with the first keys.</summary>
/// <param name="Merchant">The merchant.</param>
/// <param name="Live">An admin key of live mode.</param>
/// <param name="Test">An admin key of test mode.</param>
public sealed record NewMerchant(Merchant Merchant, IssuedKey Live, IssuedKey Test);
