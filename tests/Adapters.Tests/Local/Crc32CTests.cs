using System.Text;
using Tallystick.Local.Files;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class Crc32CTests
{
    /// <summary>The check value of the CRC catalogue, and the examples of RFC 3720, appendix B.4.</summary>
    [Fact]
    public void The_checksum_is_that_of_the_standard()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8, default));
        Assert.Equal(0xE3069283u, Crc32C.Of("1234"u8, "56789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32], default));
        Assert.Equal(0x62A8AB43u, Crc32C.Of(Encoding.Latin1.GetBytes(new string('\u00ff', 32)), default));
    }
}
