using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>The host, its own store included.</summary>
internal sealed class TallySide : ISide
{
    private readonly TallyProcess host;
    private readonly TemporaryDirectory? directory;

    /// <param name="host">The host, which ends with this side.</param>
    /// <param name="merchant">Whose events they are.</param>
    /// <param name="directory">The host's directory where it is removed with this side.</param>
    internal TallySide(TallyProcess host, TallyMerchant merchant, TemporaryDirectory? directory = null)
    {
        this.host = host;
        this.directory = directory;
        Merchant = merchant;
    }

    internal TallyMerchant Merchant { get; }

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
