using Tallystick.Tests.Cloud.Tests.Azurite;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>An instance of the app on services of its own, and a merchant whose month it is, for each test.</summary>
public abstract class WholeAppTest(AzuriteTables tables, AzuriteBlobs blobs) : IClassFixture<AzuriteTables>, IClassFixture<AzuriteBlobs>, IAsyncLifetime
{
    private protected CloudServices Services { get; } = new(tables, blobs);

    private protected CloudApp App { get; private set; } = null!;

    private protected FunctionsHost Host { get; private set; } = null!;

    private protected Merchant Merchant { get; private set; } = null!;

    private protected Month Month { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        App = await CloudApp.StartAsync(Services);
        Host = new FunctionsHost(Services, App);
        Merchant = await Merchant.OpenAsync(App, Services.Time);
        Month = new Month(Services, Host, Merchant);
    }

    public async Task DisposeAsync() => await App.DisposeAsync();
}
