using Azure.Messaging.EventHubs;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>Whatever fails on the way, the books are those of a month in which nothing did.</summary>
public sealed class WholeAppFaultTests(AzuriteTables tables, AzuriteBlobs blobs) : IClassFixture<AzuriteTables>, IClassFixture<AzuriteBlobs>, IAsyncLifetime
{
    private CloudServices services = null!;
    private CloudApp app = null!;
    private FunctionsHost host = null!;
    private Merchant merchant = null!;
    private Month month = null!;

    public async Task InitializeAsync()
    {
        services = new CloudServices(tables, blobs);
        app = await CloudApp.StartAsync(services);
        host = new FunctionsHost(services, app);
        merchant = await Merchant.OpenAsync(app, services.Time);
        month = new Month(services, host, merchant);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Batches_that_are_delivered_twice()
    {
        await month.ReportAsync();
        await host.DeliverAsync(async (partition, batch) =>
        {
            await host.MeterAsync(partition, batch);
            await host.MeterAsync(partition, batch);
        });

        await CheckAsync();
    }

    [Fact]
    public async Task Two_instances_at_once_on_every_partition()
    {
        await month.ReportAsync();
        await using var other = await CloudApp.StartAsync(services);
        var otherHost = new FunctionsHost(services, other, batchSize: 2);

        await Task.WhenAll(Task.Run(() => host.DeliverAsync()), Task.Run(() => otherHost.DeliverAsync()));

        await CheckAsync();
    }

    [Fact]
    public async Task Batches_whose_time_runs_out_after_every_request_and_that_are_delivered_again()
    {
        await month.ReportAsync();
        var interrupted = 0;
        await host.DeliverAsync(async (partition, batch) =>
        {
            for (var requests = 1; await IsInterruptedAsync(partition, batch, requests); requests++)
            {
                interrupted++;
            }
        });
        services.Cosmos.Weather = null;

        Assert.True(interrupted > 30, $"Only {interrupted} calls were interrupted.");
        await CheckAsync();
    }

    [Fact]
    public async Task Batches_that_failed_and_that_the_host_went_on_behind()
    {
        await month.ReportAsync();
        var count = 0;
        await host.DeliverAsync(async (partition, batch) =>
        {
            // Of each three the last is done, and begins behind two that were not.
            if (++count % 3 != 0)
            {
                services.Cosmos.Weather = () => new WireFault(503);
                await Assert.ThrowsAsync<Core.Storage.StoreUnavailableException>(() => host.MeterOnceAsync(partition, batch));
                services.Cosmos.Weather = null;
            }
            else
            {
                await host.MeterOnceAsync(partition, batch);
            }
        });
        Assert.True(count > 3);

        // Behind the last batches none comes: the timer does them when it finds their partitions where they were.
        await host.CatchUpAsync();
        await host.CatchUpAsync();

        await CheckAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Documents_that_are_throttled_and_whose_answers_are_lost(int seed)
    {
        var random = new Random(seed);
        services.Cosmos.Weather = () => random.Next(100) switch
        {
            < 3 => new WireFault(408, Applied: true),
            < 6 => new WireFault(408, Applied: false),
            < 9 => WireFault.Throttled(1),
            < 11 => WireFault.Broken(applied: true),
            < 12 => new WireFault(503),
            _ => null,
        };

        await month.ReportAsync();
        await host.DeliverAsync();
        await month.CloseAsync();

        // A hold whose answer was lost is released with the first sweep that nothing breaks off.
        services.Cosmos.Weather = null;
        await host.PassMinuteAsync();

        Assert.True(await month.ReadAsync() is var books && books == Month.Books, $"Seed {seed}: {books}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_hub_that_throttles_and_loses_answers_while_usage_is_reported(int seed)
    {
        var random = new Random(seed);
        services.Hub.Weather = () => random.Next(3) == 0 ? (CloudServices.Throttled(), random.Next(2) == 0) : null;
        await month.ReportAsync();
        services.Hub.Weather = null;
        Assert.True(merchant.Refusals > 0);

        await host.DeliverAsync();

        await CheckAsync($"Seed {seed}: ");
    }

    [Fact]
    public async Task Claims_whose_answers_are_lost_and_that_are_refused()
    {
        await month.ReportAsync();
        await new FunctionsHost(services, app, batchSize: 1000).DeliverAsync(async (partition, batch) =>
        {
            services.Tables.LoseAnswers(1);
            await Assert.ThrowsAsync<Core.Storage.StoreUnavailableException>(() => host.MeterOnceAsync(partition, batch));
            services.Tables.RefuseWith(503);
            await Assert.ThrowsAsync<Core.Storage.StoreUnavailableException>(() => host.MeterOnceAsync(partition, batch));
            services.Tables.RefuseWith(null);
            await host.MeterAsync(partition, batch);
        });

        await CheckAsync();
    }

    [Fact]
    public async Task Commands_that_are_given_back_half_done_and_taken_by_another_instance()
    {
        await month.ReportAsync();
        await host.DeliverAsync();
        await using var other = await CloudApp.StartAsync(services);
        month.End();
        var instances = new[] { host, new FunctionsHost(services, other) };
        for (var attempt = 1; attempt <= 60; attempt++)
        {
            // The documents are away from a request on, each time a later one.
            var left = attempt;
            services.Cosmos.Weather = () => --left < 0 ? new WireFault(503) : null;
            await instances[attempt % 2].PassMinuteAsync();
        }

        services.Cosmos.Weather = null;
        Assert.All(instances, instance => Assert.True(instance.GivenBack > 0));
        await month.PassAsync();
        Assert.Equal(Month.Books, await month.ReadAsync());
    }

    private async Task CheckAsync(string when = "")
    {
        await month.CloseAsync();
        Assert.True(await month.ReadAsync() is var books && books == Month.Books, when + books);
    }

    /// <summary>Has a batch metered by a call whose time is over at a request for documents; false where it was done before.</summary>
    private async Task<bool> IsInterruptedAsync(int partition, EventData[] batch, int requests)
    {
        using var timeout = new CancellationTokenSource();
        var left = requests;
        services.Cosmos.Weather = () =>
        {
            if (--left == 0)
            {
                timeout.Cancel();
            }

            return null;
        };
        try
        {
            await host.MeterOnceAsync(partition, batch, timeout.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
