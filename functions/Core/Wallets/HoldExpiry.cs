using NodaTime;
using NodaTime.Text;

namespace Tallystick.Core.Wallets;

/// <summary>How the times at which holds expire are written so that their texts sort as they do.</summary>
internal static class HoldExpiry
{
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmssfff");

    /// <summary>The first whole millisecond at or after an instant.</summary>
    public static Instant WholeMillisecond(Instant instant)
    {
        var floor = Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
        return floor == instant ? instant : floor + Duration.FromMilliseconds(1);
    }

    /// <summary>The text of a whole millisecond.</summary>
    public static string KeyOf(Instant expiresAt) => Pattern.Format(expiresAt);

    /// <summary>The text before which lie the texts of all that has expired at an instant, with whatever follows them.</summary>
    public static string KeyAfter(Instant now) => Pattern.Format(now + Duration.FromMilliseconds(1));
}
