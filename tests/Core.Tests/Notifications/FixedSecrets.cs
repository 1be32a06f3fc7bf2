using Tallystick.Core.Tenancy;

namespace Tallystick.Tests.Core.Tests.Notifications;

/// <summary>Secrets that count up, each of one byte over and over.</summary>
internal sealed class FixedSecrets : ISecretSource
{
    private byte last;

    public void Fill(Span<byte> buffer) => buffer.Fill(++last);
}
