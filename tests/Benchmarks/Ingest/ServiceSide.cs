using System.Globalization;
using Tallystick.Tests.Benchmarks.Processes;
using Tallystick.Tests.Benchmarks.Services;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>A store behind an <see cref="EventService"/>, which answers when the store has the events.</summary>
internal sealed class ServiceSide : ISide
{
    // Two wait in turn for the disk: fewer, fuller statements cost least. Measured beside 3, 4 and 8.
    private const int BestWriters = 2;

    private readonly IStore store;
    private readonly ChildProcess service;
    private readonly ServiceClient client;
    private readonly string[] customers;

    private ServiceSide(IStore store, ChildProcess service, WorkloadOptions workload)
    {
        this.store = store;
        this.service = service;
        client = new ServiceClient(service.BaseUrl, EventService.Path);
        customers = EventBodies.CustomerIds(workload.Customers);
    }

    /// <inheritdoc/>
    public double CpuSeconds => service.CpuSeconds + (double.IsNaN(store.CpuSeconds) ? 0 : store.CpuSeconds);

    /// <inheritdoc/>
    public double StoreCpuSeconds => store.CpuSeconds;

    /// <summary>With the statement that comes to mind first, on one connection.</summary>
    internal static Task<ISide> StartPostgresOneAsync(WorkloadOptions workload) => StartPostgresAsync("postgres-rows", 1, workload);

    /// <summary>With the same statement on as many connections as were best.</summary>
    internal static Task<ISide> StartPostgresRowsAsync(WorkloadOptions workload) => StartPostgresAsync("postgres-rows", BestWriters, workload);

    /// <summary>With the statement that costs least, of those that were tried.</summary>
    internal static Task<ISide> StartPostgresArraysAsync(WorkloadOptions workload) => StartPostgresAsync("postgres-arrays", BestWriters, workload);

    /// <summary>With its file synced every second: what it answered may be lost.</summary>
    internal static Task<ISide> StartRedisEverySecondAsync(WorkloadOptions workload) => StartRedisAsync("everysec", workload);

    /// <summary>With its file synced before it answers.</summary>
    internal static Task<ISide> StartRedisAlwaysAsync(WorkloadOptions workload) => StartRedisAsync("always", workload);

    internal static async Task<ISide> StartBareAsync(WorkloadOptions workload)
    {
        var file = new BareStore();
        return new ServiceSide(file, await ChildProcess.StartAsync("bare-service", file.Path), workload);
    }

    /// <inheritdoc/>
    public byte[][] Bodies(SampleEvent[][] batches) => EventBodies.Of(batches, customers);

    /// <inheritdoc/>
    public Task<byte[]> SendAsync(byte[] body) => client.SendAsync(body);

    /// <inheritdoc/>
    public Task WhenCountedAsync(byte[] answer) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<long> DrainAsync() => service.DrainAsync();

    /// <inheritdoc/>
    public Task<long> CountAsync() => store.CountAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.DisposeAsync();
        await store.DisposeAsync();
    }

    private static async Task<ISide> StartPostgresAsync(string service, int writers, WorkloadOptions workload)
    {
        var server = await PostgresServer.StartAsync();
        await server.CreateTablesAsync();
        var connections = writers.ToString(CultureInfo.InvariantCulture);
        return new ServiceSide(server, await ChildProcess.StartAsync(service, server.ConnectionString, connections), workload);
    }

    private static async Task<ISide> StartRedisAsync(string fsync, WorkloadOptions workload)
    {
        var server = await RedisServer.StartAsync(fsync);
        return new ServiceSide(server, await ChildProcess.StartAsync("redis-service", server.Socket), workload);
    }
}
