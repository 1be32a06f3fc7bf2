using Azure.Messaging.EventHubs;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>Whatever fails on the way, the books are those of a month in which nothing did.</summary>
public sealed class WholeAppFaultTests(AzuriteTables tables, AzuriteBlobs blobs) : WholeAppTest(tables, blobs)
{
    [Fact]
    public async Task Batches_that_are_delivered_twice()
    {
        await Month.ReportAsync();
        await Host.DeliverAsync(async (partition, batch) =>
        {
            await Host.MeterAsync(partition, batch);
            await Host.MeterAsync(partition, batch);
        });

        await CheckAsync();
    }

    [Fact]
    public async Task Two_instances_at_once_on_every_partition()
    {
        await Month.ReportAsync();
        await using var other = await CloudApp.StartAsync(Services);
        var otherHost = new FunctionsHost(Services, other, batchSize: 2);

        await Task.WhenAll(Task.Run(() => Host.DeliverAsync()), Task.Run(() => otherHost.DeliverAsync()));

        await CheckAsync();
    }

    [Fact]
    public async Task Batches_whose_time_runs_out_after_every_request_and_that_are_delivered_again()
    {
        await Month.ReportAsync();
        var interrupted = 0;
        await Host.DeliverAsync(async (partition, batch) =>
        {
            for (var requests = 1; await IsInterruptedAsync(partition, batch, requests); requests++)
            {
                interrupted++;
            }
        });
        Services.Cosmos.Weather = null;

        Assert.True(interrupted > 30, $"Only {interrupted} calls were interrupted.");
        await CheckAsync();
    }

    [Fact]
    public async Task Batches_that_failed_and_that_the_host_went_on_behind()
    {
        await Month.ReportAsync();
        var count = 0;
        await Host.DeliverAsync(async (partition, batch) =>
        {
            // Of each three the last is done, and begins behind two that were not.
            if (++count % 3 != 0)
            {
                Services.Cosmos.Weather = () => new WireFault(503);
                await Assert.ThrowsAsync<Core.Storage.StoreUnavailableException>(() => Host.MeterOnceAsync(partition, batch));
                Services.Cosmos.Weather = null;
            }
            else
            {
                await Host.MeterOnceAsync(partition, batch);
            }
        });
        Assert.True(count > 3);

        // Behind the last batches none comes: the timer does them when it finds their partitions where they were.
        await Host.CatchUpAsync();
        await Host.CatchUpAsync();

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
        Services.Cosmos.Weather = () => random.Next(100) switch
        {
            < 3 => new WireFault(408, Applied: true),
            < 6 => new WireFault(408, Applied: false),
            < 9 => WireFault.Throttled(1),
            < 11 => WireFault.Broken(applied: true),
            < 12 => new WireFault(503),
            _ => null,
        };

        await Month.ReportAsync();
        await Host.DeliverAsync();
        await Month.CloseAsync();

        // A hold whose answer was lost is released with the first sweep that nothing breaks off.
        Services.Cosmos.Weather = null;
        await Host.PassMinuteAsync();

        Assert.True(await Month.ReadAsync() is var books && books == Month.Books, $"Seed {seed}: {books}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_hub_that_throttles_and_loses_answers_while_usage_is_reported(int seed)
    {
        var random = new Random(seed);
        Services.Hub.Weather = () => random.Next(3) == 0 ? (CloudServices.Throttled(), random.Next(2) == 0) : null;
        await Month.ReportAsync();
        Services.Hub.Weather = null;
        Assert.True(Merchant.Refusals > 0);

        await Host.DeliverAsync();

        await CheckAsync($"Seed {seed}: ");
    }

    [Fact]
    public async Task Claims_whose_answers_are_lost_and_that_are_refused()
    {
        await Month.ReportAsync();
        await new FunctionsHost(Services, App, batchSize: 1000).DeliverAsync(async (partition, batch) =>
        {
            Services.Tables.LoseAnswers(1);
            await Assert.ThrowsAsync<Core.Storage.StoreUnavailableException>(() => Host.MeterOnceAsync(partition, batch));
            Services.Tables.RefuseWith(503);
            await Assert.ThrowsAsync<Core.Storage.StoreUnavailableException>(() => Host.MeterOnceAsync(partition, batch));
            Services.Tables.RefuseWith(null);
            await Host.MeterAsync(partition, batch);
        });

        await CheckAsync();
    }

    [Fact]
    public async Task Commands_that_are_given_back_half_done_and_taken_by_another_instance()
    {
        await Month.ReportAsync();
        await Host.DeliverAsync();
        await using var other = await CloudApp.StartAsync(Services);
        Month.End();
        var instances = new[] { Host, new FunctionsHost(Services, other) };
        for (var attempt = 1; attempt <= 60; attempt++)
        {
            // The documents are away from a request on, each time a later one.
            var left = attempt;
            Services.Cosmos.Weather = () => --left < 0 ? new WireFault(503) : null;
            await instances[attempt % 2].PassMinuteAsync();
        }

        Services.Cosmos.Weather = null;
        Assert.All(instances, instance => Assert.True(instance.GivenBack > 0));
        await Month.PassAsync();
        Assert.Equal(Month.Books, await Month.ReadAsync());
    }

    private async Task CheckAsync(string when = "")
    {
        await Month.CloseAsync();
        Assert.True(await Month.ReadAsync() is var books && books == Month.Books, when + books);
    }

    /// <summary>Has a batch metered by a call whose time is over at a request for documents; false where it was done before.</summary>
    private async Task<bool> IsInterruptedAsync(int partition, EventData[] batch, int requests)
    {
        using var timeout = new CancellationTokenSource();
        var left = requests;
        Services.Cosmos.Weather = () =>
        {
            if (--left == 0)
            {
                timeout.Cancel();
            }

            return null;
        };
        try
        {
            await Host.MeterOnceAsync(partition, batch, timeout.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
