namespace Tallystick.Http.Binding;

/// <summary>A request that may name the merchant, as clients of comparable systems do. It must be the key's own.</summary>
public interface INamesMerchant
{
    /// <summary>The merchant's id.</summary>
    string? MerchantId { get; }
}
