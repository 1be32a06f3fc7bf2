using System.Globalization;
using Tallystick.Tests.Benchmarks.Processes;
using Tallystick.Tests.Benchmarks.Services;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>Redis behind <see cref="RedisService"/>.</summary>
internal sealed class RedisSide : ISide
{
    private readonly RedisServer server;
    private readonly ChildProcess service;
    private readonly ServiceClient client;
    private readonly string[] customers;

    private RedisSide(RedisServer server, ChildProcess service, WorkloadOptions workload)
    {
        this.server = server;
        this.service = service;
        client = new ServiceClient(service.BaseUrl, EventService.Path);
        customers = EventBodies.CustomerIds(workload.Customers);
    }

    /// <inheritdoc/>
    public double CpuSeconds => service.CpuSeconds + server.CpuSeconds;

    /// <inheritdoc/>
    public double StoreCpuSeconds => server.CpuSeconds;

    /// <summary>With its file synced every second: what it answered may be lost.</summary>
    internal static Task<ISide> StartEverySecondAsync(WorkloadOptions workload) => StartAsync("everysec", workload);

    /// <summary>With its file synced before it answers.</summary>
    internal static Task<ISide> StartAlwaysAsync(WorkloadOptions workload) => StartAsync("always", workload);

    /// <inheritdoc/>
    public byte[][] Bodies(SampleEvent[][] batches) => EventBodies.Of(batches, customers);

    /// <inheritdoc/>
    public Task<byte[]> SendAsync(byte[] body) => client.SendAsync(body);

    /// <inheritdoc/>
    public Task WhenCountedAsync(byte[] answer) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<long> DrainAsync() => service.DrainAsync();

    /// <inheritdoc/>
    public async Task<long> CountAsync()
    {
        using var connection = new RedisConnection(server.Socket);
        connection.Begin(3);
        connection.Add("EVAL");
        connection.Add(RedisScripts.Total);
        connection.Add("0");
        return long.Parse(await connection.CallAsync(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.DisposeAsync();
        await server.DisposeAsync();
    }

    private static async Task<ISide> StartAsync(string fsync, WorkloadOptions workload)
    {
        var redis = await RedisServer.StartAsync(fsync);
        return new RedisSide(redis, await ChildProcess.StartAsync("redis-service", redis.Socket), workload);
    }
}
