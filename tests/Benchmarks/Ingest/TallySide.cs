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
        var process = await TallyProcess.StartAsync(data.Path);
        return new TallySide(process, await TallyMerchant.CreateAsync(process, workload), data);
    }

    /// <summary>With a merchant of its own on a host that runs already, whose directory stays.</summary>
    internal static async Task<TallySide> StartAsync(TallyProcess host, WorkloadOptions workload, string mode) =>
        new(host, await TallyMerchant.CreateAsync(host, workload, mode), null);

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
