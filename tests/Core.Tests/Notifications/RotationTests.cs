using System.Text.Json;
using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Notifications;

public class RotationTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 1, 0, 0);

    private static WebhookEndpoint Endpoint => new()
    {
        Id = Id<WebhookEndpoint>.Of("1"),
        Url = "https://example.com/",
        EventTypes = [],
        Secret = "0",
        AfterSequence = 0,
        CreatedAt = Now,
    };

    [Fact]
    public void Bug_a_secret_stopped_to_sign_within_its_day_when_another_one_was_replaced()
    {
        var noon = Now + Duration.FromHours(12);
        var endpoint = Endpoint.Rotate("1", Now).Rotate("2", noon);

        Assert.Equal(["2", "1", "0"], endpoint.SecretsAt(Now + Duration.FromHours(24) - Duration.Epsilon));
        Assert.Equal(["2", "1"], endpoint.SecretsAt(Now + Duration.FromHours(24)));
        Assert.Equal(["2"], endpoint.SecretsAt(noon + Duration.FromHours(24)));
    }

    [Fact]
    public void Of_many_replaced_secrets_the_last_five_sign_and_those_whose_time_is_over_are_forgotten()
    {
        var endpoint = Enumerable.Range(1, 9).Aggregate(Endpoint, (one, number) => one.Rotate($"{number}", Now));
        Assert.Equal(["9", "8", "7", "6", "5", "4"], endpoint.SecretsAt(Now));

        var dayAfter = Now + Duration.FromHours(24);
        var rotated = endpoint.Rotate("10", dayAfter);

        Assert.Empty(rotated.OlderSecrets);
        Assert.Equal(["10", "9"], rotated.SecretsAt(dayAfter));
    }

    [Fact]
    public void An_endpoint_that_was_written_before_older_secrets_were_kept_signs_as_it_did()
    {
        var body = JsonSerializer.SerializeToNode(Endpoint.Rotate("1", Now), DocumentJson.Options)!.AsObject();
        Assert.True(body.Remove("olderSecrets"));

        var read = JsonSerializer.Deserialize<WebhookEndpoint>(body, DocumentJson.Options)!;

        Assert.Equal(["1", "0"], read.SecretsAt(Now));
        Assert.Equal(["2", "1", "0"], read.Rotate("2", Now).SecretsAt(Now));
    }
}
