namespace Tallystick.Core.Tenancy;

/// <summary>Where the randomness of keys and tokens comes from: a cryptographic source in production.</summary>
public interface ISecretSource
{
    /// <summary>Fills a buffer with bytes that nobody can guess.</summary>
    void Fill(Span<byte> buffer);
}
