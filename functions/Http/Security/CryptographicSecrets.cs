using System.Security.Cryptography;
using Tallystick.Core.Tenancy;

namespace Tallystick.Http.Security;

/// <summary>Secrets from the operating system.</summary>
internal sealed class CryptographicSecrets : ISecretSource
{
    public void Fill(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);
}
