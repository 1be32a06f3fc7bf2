using System.Diagnostics;
using System.Net;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class StripeSettingsTests : IDisposable
{
    private const string Key = "sk_test_not_to_be_seen";
    private const string WebhookSecret = "whsec_not_to_be_seen";
    private readonly CliDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task An_account_at_Stripe_comes_from_the_environment_and_is_nowhere_to_be_seen()
    {
        await using var tally = await TallyProcess.StartAsync(directory.Path, With(Key, WebhookSecret, "https://tally.example/"));
        using var client = tally.NewClient(key: null);
        using var answer = await client.PostAsync("/v0/paymentProviders/stripe/webhook", new StringContent("{}"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("INVALID_SIGNATURE", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("not_to_be_seen", tally.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pk_test_not_to_be_seen", WebhookSecret, "https://tally.example/", "Stripe__SecretKey")]
    [InlineData(Key, "", "https://tally.example/", "Stripe__WebhookSecret")]
    [InlineData(Key, WebhookSecret, "http://tally.example/", "Tally__PublicUrl")]
    public async Task An_account_that_is_half_set_is_named_and_nothing_starts(string key, string secret, string url, string named)
    {
        using var process = Process.Start(With(key, secret, url))!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(named, await errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not_to_be_seen", await output + await errors, StringComparison.Ordinal);
    }

    private ProcessStartInfo With(string key, string secret, string url)
    {
        var start = StartCommand.On(directory.Path);
        (start.Environment["Stripe__SecretKey"], start.Environment["Stripe__WebhookSecret"], start.Environment["Tally__PublicUrl"]) = (key, secret, url);
        return start;
    }
}
