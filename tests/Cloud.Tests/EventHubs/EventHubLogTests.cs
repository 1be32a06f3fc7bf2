using Tallystick.Core.Usage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

public sealed class EventHubLogTests(AzuriteBlobs azurite) : EventLogContract, IClassFixture<AzuriteBlobs>, IAsyncLifetime
{
    private LogFixture fixture = null!;

    protected override IEventLog Log => fixture.Log;

    protected override TimeSpan Tick => TimeSpan.FromSeconds(1);

    public async Task InitializeAsync() => fixture = await LogFixture.OpenAsync(azurite, Time, partitions: 4);

    public Task DisposeAsync()
    {
        fixture.Log.Dispose();
        return Task.CompletedTask;
    }
}
