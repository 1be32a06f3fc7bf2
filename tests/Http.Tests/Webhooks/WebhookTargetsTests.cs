using System.Net;
using Tallystick.Http.Webhooks;

namespace Tallystick.Tests.Http.Tests.Webhooks;

public sealed class WebhookTargetsTests
{
    private static readonly WebhookTargets Targets = new(new WebhookSettings());
    private static readonly WebhookTargets ForDevelopment = new(new WebhookSettings(AllowLoopback: true));

    [Theory]
    [InlineData("https://example.com/hooks?a=b", "https://example.com/hooks?a=b")]
    [InlineData("https://example.com", "https://example.com/")]
    [InlineData("https://8.8.8.8:8443/", "https://8.8.8.8:8443/")]
    [InlineData("https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/")]
    public void Public_addresses_are_taken(string url, string called) => Assert.Equal(called, Targets.Check(url).OrThrow());

    [Theory]
    [InlineData("", "INVALID_URL")]
    [InlineData("/hooks", "INVALID_URL")]
    [InlineData("https://", "INVALID_URL")]
    [InlineData("https://example.com/#part", "INVALID_URL")]
    [InlineData("https://me@example.com/", "INVALID_URL")]
    [InlineData("http://example.com/", "URL_NOT_SECURE")]
    [InlineData("http://127.0.0.1/", "URL_NOT_SECURE")]
    [InlineData("file:///etc/passwd", "INVALID_URL")]
    [InlineData("gopher://example.com/", "URL_NOT_SECURE")]
    [InlineData("https://localhost/", "URL_NOT_PUBLIC")]
    [InlineData("https://LOCALHOST./", "URL_NOT_PUBLIC")]
    [InlineData("https://intranet/", "URL_NOT_PUBLIC")]
    [InlineData("https://metadata.google.internal/", "URL_NOT_PUBLIC")]
    [InlineData("https://printer.local/", "URL_NOT_PUBLIC")]
    [InlineData("https://10.0.0.1/", "URL_NOT_PUBLIC")]
    [InlineData("https://2130706433/", "URL_NOT_PUBLIC")]
    [InlineData("https://0x7f.1/", "URL_NOT_PUBLIC")]
    [InlineData("https://0177.0.0.1/", "URL_NOT_PUBLIC")]
    [InlineData("https://169.254.169.254/latest/meta-data", "URL_NOT_PUBLIC")]
    [InlineData("https://[::1]/", "URL_NOT_PUBLIC")]
    [InlineData("https://[::ffff:10.0.0.1]/", "URL_NOT_PUBLIC")]
    [InlineData("https://[fd00:ec2::254]/", "URL_NOT_PUBLIC")]
    public void Others_are_refused(string url, string code)
    {
        Assert.False(Targets.Check(url).TryGet(out _, out var refused));
        Assert.Equal((code, "url"), (refused.Code, refused.Errors[0].Field));
    }

    [Fact]
    public void An_address_may_have_2048_characters()
    {
        var longest = "https://example.com/" + new string('a', 2028);
        Assert.True(Targets.Check(longest).TryGet(out _, out _));
        Assert.False(Targets.Check(longest + "a").TryGet(out _, out _));
    }

    [Theory]
    [InlineData("http://127.0.0.1:4000/", true)]
    [InlineData("http://localhost:4000/", true)]
    [InlineData("http://[::1]:4000/", true)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("https://192.168.1.1/", false)]
    [InlineData("http://example.com/", false)]
    public void For_development_this_machine_is_called_too_and_no_other(string url, bool expected) =>
        Assert.Equal(expected, ForDevelopment.Check(url).TryGet(out _, out _));

    [Theory]
    [InlineData("http://localhost:4000/", true)]
    [InlineData("https://127.0.0.1/", true)]
    [InlineData("http://example.com/", false)]
    [InlineData("https://10.0.0.1/", false)]
    public void How_this_machine_may_be_called_is_said_to_who_names_it(string url, bool isSaid)
    {
        Assert.False(new WebhookTargets(new WebhookSettings { LoopbackHint = "Start with --local-webhooks." }).Check(url).TryGet(out _, out var refused));

        Assert.Equal(isSaid, refused.Errors[0].Message.EndsWith("Start with --local-webhooks.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2a00:1450:4001:81b::200e", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.255.255.255", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:192.168.0.1", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void A_connection_is_opened_to_public_addresses_alone(string address, bool expected) =>
        Assert.Equal(expected, Targets.Allows(IPAddress.Parse(address)));
}
