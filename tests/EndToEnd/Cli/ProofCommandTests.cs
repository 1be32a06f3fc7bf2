using System.Text.RegularExpressions;
using Tallystick.DevHost.Commands;
using Tallystick.DevHost.Hosting;
using Tallystick.Local;

namespace Tallystick.Tests.EndToEnd.Cli;

/// <summary>The demo's invoices are proved; then a byte is changed on disk, and the proof says where.</summary>
public sealed class ProofCommandTests : IDisposable
{
    private readonly CliDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task The_demo_is_verified_explained_and_rebuilt_and_a_changed_byte_is_named()
    {
        Assert.Equal(0, (await RunAsync("demo", "--short")).Code);
        var (code, proofs, error) = await RunAsync("verify", "--all");
        Assert.True(code == 0, proofs + error);
        var invoice = proofs.Split('\n').First(line => line.StartsWith("INV-", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Assert.EndsWith(" 0 failed; none is missing; the books agree", proofs.Trim(), StringComparison.Ordinal);

        var (_, explained, _) = await RunAsync("explain", invoice, "--line", "1");
        Assert.EndsWith(" events", explained.Trim(), StringComparison.Ordinal);
        Assert.True(explained.Split('\n').Length > 10, explained);
        Assert.Equal((1, ""), Of(await RunAsync("explain", invoice, "--line", "99")));

        var (rebuilt, told, _) = await RunAsync("rebuild");
        Assert.True(rebuilt == 0, told);
        Assert.Contains(", 0 differences", told, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory.Path + ".rebuild"));

        var file = Directory.EnumerateFiles(directory.Of("blobs"), "*", SearchOption.AllDirectories)
            .First(path => File.ReadAllText(path).Contains(invoice, StringComparison.Ordinal));
        Flip(file, 300);
        var (changed, findings, _) = await RunAsync("verify", invoice);
        Assert.Equal(1, changed);
        Assert.Contains("INVOICE_FILE_DIFFERS in the file org_", findings, StringComparison.Ordinal);
        Flip(file, 300);

        // The number behind the last one: no invoice has it.
        var count = proofs.Split('\n').Count(line => line.StartsWith("INV-", StringComparison.Ordinal));
        var next = Regex.Replace(Regex.Match(findings, @"org_\S+/INV-\d+\.json").Value, @"\d+\.json", $"{count + 1:D6}.json");
        await using (var backend = LocalBackend.Open(directory.Path, new LocalOptions(), TimeProvider.System))
        {
            await backend.Blobs.PutAsync(next, "{}"u8.ToArray(), default);
        }

        (changed, findings, _) = await RunAsync("verify", "--all");
        Assert.Equal(1, changed);
        Assert.Contains($"INVOICE_FILE_UNEXPECTED in the file {next}", findings, StringComparison.Ordinal);
        Assert.Contains(" 0 failed; their lists, numbers or files are not complete", findings, StringComparison.Ordinal);

        var segment = Directory.EnumerateFiles(directory.Of("log"), "*.log", SearchOption.AllDirectories).MaxBy(path => new FileInfo(path).Length)!;
        await using (await TallyHost.StartAsync(new HostSettings { DataDirectory = directory.Path }, TimeProvider.System, default))
        {
            Flip(segment, 1000);
            (changed, findings, _) = await RunAsync("verify", "--all");
            Assert.Equal(1, changed);
            Assert.Contains($"{segment} is damaged at offset ", findings, StringComparison.Ordinal);
        }

        (changed, _, error) = await RunAsync("verify", "--all");
        Assert.Equal(1, changed);
        Assert.Contains($"{segment} is damaged at offset ", error, StringComparison.Ordinal);
    }

    private static (int, string) Of((int Code, string Output, string Error) run) => (run.Code, run.Output);

    private static void Flip(string path, int offset)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = offset;
        var changed = (byte)(file.ReadByte() ^ 1);
        file.Position = offset;
        file.WriteByte(changed);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TallyCommand.RunAsync([.. args, "--data", directory.Path], output, error).WaitAsync(TimeSpan.FromMinutes(2));
        return (code, output.ToString(), error.ToString());
    }
}
