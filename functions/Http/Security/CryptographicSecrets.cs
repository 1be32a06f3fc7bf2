using System.Security.Cryptography;
using Tallystick.Core.Tenancy;

namespace Tallystick.Http.Security;

/// <summary>Secrets from the operating system.</summary>
public sealed class CryptographicSecrets : ISecretSource
{
    /// <inheritdoc/>
    public void Fill(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);
}
