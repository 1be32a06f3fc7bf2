using Tallystick.Tests.Benchmarks.Processes;
using Tallystick.Tests.Benchmarks.Services;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>PostgreSQL behind <see cref="PostgresService"/>.</summary>
internal sealed class PostgresSide : ISide
{
    private readonly PostgresServer server;
    private readonly ChildProcess service;
    private readonly ServiceClient client;
    private readonly string[] customers;

    private PostgresSide(PostgresServer server, ChildProcess service, WorkloadOptions workload)
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

    internal static async Task<ISide> StartAsync(WorkloadOptions workload)
    {
        var postgres = await PostgresServer.StartAsync();
        await postgres.CreateTablesAsync();
        return new PostgresSide(postgres, await ChildProcess.StartAsync("postgres-service", postgres.ConnectionString), workload);
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
    public Task<long> CountAsync() => server.CountAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.DisposeAsync();
        await server.DisposeAsync();
    }
}
