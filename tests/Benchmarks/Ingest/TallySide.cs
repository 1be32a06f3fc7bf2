using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>The host, its own store included.</summary>
internal sealed class TallySide : ISide
{
    private readonly TallyProcess host;
    private readonly TemporaryDirectory? directory;

    private TallySide(TallyProcess host, TallyMerchant merchant, TemporaryDirectory? directory)
    {
        this.host = host;
        this.directory = directory;
        Merchant = merchant;
    }

    internal TallyMerchant Merchant { get; }

    internal ChildProcess Process => host.Child;

    /// <inheritdoc/>
    public double CpuSeconds => host.Child.CpuSeconds;

    /// <inheritdoc/>
    public double StoreCpuSeconds => double.NaN;

    internal static async Task<ISide> StartAsync(WorkloadOptions workload)
    {
        var data = new TemporaryDirectory();
        return await StartAsync(await TallyProcess.StartAsync(data.Path), workload, data);
    }

    /// <summary>On a host that runs already.</summary>
    internal static async Task<TallySide> StartAsync(TallyProcess host, WorkloadOptions workload, TemporaryDirectory? directory = null) =>
        new(host, await TallyMerchant.CreateAsync(host, workload), directory);

    /// <inheritdoc/>
    public byte[][] Bodies(SampleEvent[][] batches) => Merchant.Bodies(batches);

    /// <inheritdoc/>
    public Task<byte[]> SendAsync(byte[] body) => Merchant.SendAsync(body);

    /// <inheritdoc/>
    public Task WhenCountedAsync(byte[] answer) => Merchant.WhenCountedAsync(answer);

    /// <inheritdoc/>
    public Task<long> DrainAsync() => host.Child.DrainAsync();

    /// <inheritdoc/>
    public Task<long> CountAsync() => Merchant.CountAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Merchant.Dispose();
        await host.DisposeAsync();
        directory?.Dispose();
    }
}
