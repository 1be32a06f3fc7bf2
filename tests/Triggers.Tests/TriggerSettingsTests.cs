using Microsoft.Extensions.Configuration;
using NodaTime;
using Tallystick.Cloud;
using Tallystick.Core.Usage;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Triggers.Settings;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class TriggerSettingsTests
{
    private static readonly Dictionary<string, string?> Local = new()
    {
        ["Tally:Backend"] = "Local",
        ["Tally:DataDirectory"] = "data",
        ["Tally:OperatorKey"] = "op_twenty-characters",
    };

    private static readonly Dictionary<string, string?> Azure = new()
    {
        ["Tally:Backend"] = "Azure",
        ["Tally:OperatorKey"] = "op_twenty-characters",
        ["Tally:ClaimDays"] = "420",
        ["Tally:LogDays"] = "450",
        ["TallyEventHub"] = "usage-3",
        ["EventHubs:fullyQualifiedNamespace"] = "evhns-tally.servicebus.windows.net",
        ["ServiceBus:fullyQualifiedNamespace"] = "sbns-tally.servicebus.windows.net",
        ["Cosmos:accountEndpoint"] = "https://cosmos-tally.documents.azure.com:443/",
        ["Storage:tableServiceUri"] = "https://sttally.table.core.windows.net/",
        ["Storage:blobServiceUri"] = "https://sttally.blob.core.windows.net/",
        ["WEBSITE_SITE_NAME"] = "func-tally",
    };

    private static readonly Dictionary<string, string?> Emulators = new()
    {
        ["Tally:Backend"] = "Azure",
        ["Tally:OperatorKey"] = "op_twenty-characters",
        ["TallyEventHub"] = "usage-0",
        ["EventHubs"] = "Endpoint=sb://localhost",
        ["ServiceBus"] = "Endpoint=sb://localhost:5673",
        ["Cosmos"] = "AccountEndpoint=https://localhost:8081/",
        ["Storage"] = "UseDevelopmentStorage=true",
    };

    [Fact]
    public void Settings_of_the_embedded_back_end_are_read_by_their_names()
    {
        Assert.True(TryRead(Local, out var settings, out _));
        Assert.Equal(new LocalSettings("data", "op_twenty-characters", new RetentionSettings()), settings);
    }

    [Fact]
    public void Settings_of_Azure_are_read_by_their_names()
    {
        Assert.True(TryRead(Azure, out var settings, out var problem), problem);
        var cloud = new CloudOptions
        {
            EventHub = "usage-3",
            EventHubs = ServiceAccess.At("evhns-tally.servicebus.windows.net"),
            ServiceBus = ServiceAccess.At("sbns-tally.servicebus.windows.net"),
            Cosmos = ServiceAccess.At("https://cosmos-tally.documents.azure.com:443/"),
            Tables = ServiceAccess.At("https://sttally.table.core.windows.net/"),
            Blobs = ServiceAccess.At("https://sttally.blob.core.windows.net/"),
        };
        var retention = new RetentionSettings { Claims = Duration.FromDays(420), Log = Duration.FromDays(450) };
        Assert.Equal(new AzureSettings(cloud, "op_twenty-characters", retention), settings);
    }

    [Fact]
    public void Emulators_outside_Azure_have_connection_strings()
    {
        Assert.True(TryRead(Emulators, out var settings, out var problem), problem);
        var cloud = Assert.IsType<AzureSettings>(settings).Cloud;
        Assert.Equal(ServiceAccess.By("Endpoint=sb://localhost"), cloud.EventHubs);
        Assert.Equal(cloud.Tables, cloud.Blobs);
        Assert.DoesNotContain("localhost", cloud.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1000)]
    [InlineData("", 1000)]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    public void Of_how_many_events_one_is_followed_is_a_setting(string? value, int oneIn)
    {
        Assert.True(TryRead(new(Azure) { ["Tally:TraceOneIn"] = value }, out var settings, out var problem), problem);
        Assert.Equal(oneIn, settings!.Telemetry.TraceOneIn);
    }

    [Fact]
    public void An_account_at_Stripe_is_a_setting_and_its_secrets_are_not_printed()
    {
        Assert.True(TryRead(Azure, out var without, out _));
        Assert.Null(without!.Stripe);
        Assert.True(TryRead(WithStripe(Azure), out var settings, out var problem), problem);
        Assert.Equal(new StripeSettings("sk_live_1", "whsec_1", new Uri("https://tally.example/")), settings!.Stripe);
        Assert.DoesNotContain("sk_live_1", settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_1", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stripe:SecretKey", null)]
    [InlineData("Stripe:SecretKey", "pk_live_1")]
    [InlineData("Stripe:SecretKey", "@Microsoft.KeyVault(VaultName=kv;SecretName=stripe-secret-key)")]
    [InlineData("Stripe:WebhookSecret", "")]
    [InlineData("Stripe:WebhookSecret", "sk_live_1")]
    [InlineData("Tally:PublicUrl", "")]
    [InlineData("Tally:PublicUrl", "http://tally.example/")]
    public void A_setting_of_Stripe_that_will_not_do_is_named_in_one_line(string key, string? value) =>
        Refuses(WithStripe(Local), key, value, key.Replace(":", "__", StringComparison.Ordinal));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("billing@example.com", "billing@example.com")]
    public void Whom_mails_are_from_is_a_setting_and_there_are_none_without(string? value, string? from)
    {
        Assert.True(TryRead(new(Azure) { ["Tally:MailFrom"] = value }, out var settings, out var problem), problem);
        Assert.Equal(from, settings!.MailFrom);
    }

    [Theory]
    [InlineData(null, null, null, "http://localhost:7071/")]
    [InlineData(null, "localhost:7072", null, "http://localhost:7072/")]
    [InlineData("", "func-1.azurewebsites.net", "func-1", "https://func-1.azurewebsites.net/")]
    [InlineData("https://tally.example/", "func-1.azurewebsites.net", "func-1", "https://tally.example/")]
    public void Where_customers_reach_the_app_is_a_setting_or_what_the_host_says(string? value, string? host, string? site, string expected)
    {
        Assert.True(TryRead(new(Azure) { ["Tally:PublicUrl"] = value, ["WEBSITE_HOSTNAME"] = host, ["WEBSITE_SITE_NAME"] = site }, out var settings, out var problem), problem);
        Assert.Equal(new Uri(expected), settings!.PublicUrl);
    }

    [Fact]
    public void Azures_services_are_also_reached_from_elsewhere_by_identity() =>
        Assert.True(TryRead(new(Azure) { ["WEBSITE_SITE_NAME"] = null }, out _, out var problem), problem);

    [Theory]
    [InlineData("Tally:Backend", null, "Tally__Backend")]
    [InlineData("Tally:Backend", "local", "Tally__Backend")]
    [InlineData("Tally:DataDirectory", null, "Tally__DataDirectory")]
    [InlineData("Tally:OperatorKey", null, "Tally__OperatorKey")]
    [InlineData("Tally:OperatorKey", "op_nineteen-letters", "Tally__OperatorKey")]
    [InlineData("Tally:ClaimDays", "many", "Tally__ClaimDays")]
    [InlineData("Tally:ClaimDays", "35", "Tally__ClaimDays")]
    [InlineData("Tally:LogDays", "-1", "Tally__LogDays")]
    [InlineData("Tally:LogDays", "399", "Tally__ClaimDays")]
    [InlineData("Tally:TraceOneIn", "-1", "Tally__TraceOneIn")]
    [InlineData("Tally:TraceOneIn", "all", "Tally__TraceOneIn")]
    [InlineData("Tally:PublicUrl", "tally.example", "Tally__PublicUrl")]
    [InlineData("Tally:MailFrom", "billing", "Tally__MailFrom")]
    [InlineData("Tally:MailFrom", "Ada <billing@example.com>", "Tally__MailFrom")]
    public void A_setting_of_the_embedded_back_end_that_will_not_do_is_named_in_one_line(string key, string? value, string named) =>
        Refuses(Local, key, value, named);

    [Theory]
    [InlineData("Tally:OperatorKey", "", "Tally__OperatorKey")]
    [InlineData("Tally:OperatorKey", "@Microsoft.KeyVault(VaultName=kv;SecretName=operator-key)", "Tally__OperatorKey")]
    [InlineData("Tally:ClaimDays", "0", "Tally__ClaimDays")]
    [InlineData("TallyEventHub", null, "TallyEventHub")]
    [InlineData("TallyEventHub", "usage", "TallyEventHub")]
    [InlineData("TallyEventHub", "usage-65536", "TallyEventHub")]
    [InlineData("TallyEventHub", "-1", "TallyEventHub")]
    [InlineData("EventHubs:fullyQualifiedNamespace", null, "EventHubs__fullyQualifiedNamespace")]
    [InlineData("EventHubs:fullyQualifiedNamespace", "sb://evhns.servicebus.windows.net/", "EventHubs__fullyQualifiedNamespace")]
    [InlineData("EventHubs", "Endpoint=sb://localhost", "EventHubs")]
    [InlineData("ServiceBus:fullyQualifiedNamespace", "", "ServiceBus__fullyQualifiedNamespace")]
    [InlineData("ServiceBus:fullyQualifiedNamespace", "sbns", "ServiceBus__fullyQualifiedNamespace")]
    [InlineData("ServiceBus", "Endpoint=sb://localhost", "ServiceBus")]
    [InlineData("Cosmos:accountEndpoint", null, "Cosmos__accountEndpoint")]
    [InlineData("Cosmos:accountEndpoint", "cosmos-tally", "Cosmos__accountEndpoint")]
    [InlineData("Cosmos", "AccountEndpoint=https://localhost:8081/", "Cosmos")]
    [InlineData("Storage:tableServiceUri", null, "Storage__tableServiceUri")]
    [InlineData("Storage:tableServiceUri", "http://sttally.table.core.windows.net/", "Storage__tableServiceUri")]
    [InlineData("Storage:blobServiceUri", null, "Storage__blobServiceUri")]
    [InlineData("Storage", "UseDevelopmentStorage=true", "Storage")]
    public void A_setting_of_Azure_that_will_not_do_is_named_in_one_line(string key, string? value, string named) => Refuses(Azure, key, value, named);

    [Theory]
    [InlineData("ServiceBus", "", "ServiceBus__fullyQualifiedNamespace")]
    [InlineData("EventHubs", "garbage", "EventHubs")]
    [InlineData("ServiceBus", "Endpoint", "ServiceBus")]
    [InlineData("Cosmos", "AccountKey=only", "Cosmos")]
    [InlineData("Storage", "DefaultEndpointsProtocol=https;=", "Storage")]
    [InlineData("Storage:blobServiceUri", "https://sttally.blob.core.windows.net/", "Storage__blobServiceUri")]
    public void A_setting_of_emulators_that_will_not_do_is_named_in_one_line(string key, string value, string named) => Refuses(Emulators, key, value, named);

    [Fact]
    public void The_embedded_back_end_is_refused_in_Azure_where_it_would_lose_what_it_has_acknowledged() =>
        Refuses(Local, "WEBSITE_SITE_NAME", "func-tallystick", "Tally__Backend");

    private static void Refuses(Dictionary<string, string?> complete, string key, string? value, string named)
    {
        Assert.False(TryRead(new(complete) { [key] = value }, out _, out var problem));
        Assert.StartsWith(named + " ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem!);
    }

    private static Dictionary<string, string?> WithStripe(Dictionary<string, string?> values) => new(values)
    {
        ["Stripe:SecretKey"] = "sk_live_1",
        ["Stripe:WebhookSecret"] = "whsec_1",
        ["Tally:PublicUrl"] = "https://tally.example/",
    };

    private static bool TryRead(Dictionary<string, string?> values, out TriggerSettings? settings, out string? problem) =>
        TriggerSettings.TryRead(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), out settings, out problem);
}
