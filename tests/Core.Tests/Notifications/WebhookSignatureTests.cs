using System.Text;
using NodaTime;
using Tallystick.Core.Notifications;

namespace Tallystick.Tests.Core.Tests.Notifications;

public class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly Instant At = Instant.FromUnixTimeSeconds(1614265330);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    /// <summary>The example that the libraries of Standard Webhooks are tested with.</summary>
    [Fact]
    public void A_signature_is_that_of_the_standard() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.HeaderOf([Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", At, Body));

    [Fact]
    public void Each_secret_signs()
    {
        var made = WebhookSecret.Create(new FixedSecrets());
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", made);

        var both = WebhookSignature.HeaderOf([made, Secret], "evt_1", At, Body);

        Assert.Equal([WebhookSignature.HeaderOf([made], "evt_1", At, Body), WebhookSignature.HeaderOf([Secret], "evt_1", At, Body)], both.Split(' '));
        Assert.NotEqual(both.Split(' ')[0], both.Split(' ')[1]);
    }
}
