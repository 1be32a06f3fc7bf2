using System.Text;
using NodaTime;
using Tallystick.Http.Payments.Stripe;

namespace Tallystick.Tests.Http.Tests.Stripe;

public sealed class StripeSignatureTests
{
    private const string Secret = "whsec_test";
    private const long At = 1_492_774_577;
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"id\":\"evt_1\"}");

    [Fact]
    public void A_signature_is_what_openssl_says()
    {
        // printf '%s' '1492774577.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
        Assert.Equal("7656fc2882a7ca0a651666b36bf2f2f22ee204f54f608f227498a2419f2890b2", StripeSignature.Of(Secret, "1492774577", Body));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void A_message_is_taken_for_five_minutes(int seconds, bool taken) =>
        Assert.Equal(taken, IsValid(Header(), seconds));

    [Fact]
    public void One_of_several_signatures_is_enough() => Assert.True(IsValid($"t={At},v1=00,v0=ff,v1={Signature()}", 0));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1492774577")]
    [InlineData("v1=SIGNATURE")]
    [InlineData("t=1492774577,v1=")]
    [InlineData("t=1492774577,v0=SIGNATURE")]
    [InlineData("t=1492774578,v1=SIGNATURE")]
    [InlineData("t= 1492774577,v1=SIGNATURE")]
    [InlineData("t=99999999999999999999,v1=SIGNATURE")]
    [InlineData("t=9223372036854775807,v1=SIGNATURE")]
    [InlineData("t=-1,v1=SIGNATURE")]
    [InlineData("t,v1=SIGNATURE,=,,")]
    public void A_header_that_does_not_prove_it_is_refused(string? header) =>
        Assert.False(IsValid(header?.Replace("SIGNATURE", Signature(), StringComparison.Ordinal), 0));

    [Fact]
    public void Another_body_or_another_secret_is_refused()
    {
        var now = Instant.FromUnixTimeSeconds(At);
        Assert.False(StripeSignature.IsValid(Secret, Header(), "{}"u8, now));
        Assert.False(StripeSignature.IsValid("whsec_other", Header(), Body, now));
    }

    private static string Signature() => StripeSignature.Of(Secret, "1492774577", Body);

    private static string Header() => $"t={At},v1={Signature()}";

    private static bool IsValid(string? header, int secondsLater) => StripeSignature.IsValid(Secret, header, Body, Instant.FromUnixTimeSeconds(At + secondsLater));
}
