using Tallystick.DevHost.Commands;
using Tallystick.DevHost.Hosting;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly CliDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("serve")]
    [InlineData("demo")]
    [InlineData("merchants")]
    [InlineData("merchants", "list")]
    [InlineData("merchants", "create")]
    [InlineData("keys")]
    [InlineData("keys", "list")]
    [InlineData("keys", "create")]
    [InlineData("keys", "revoke")]
    [InlineData("close")]
    [InlineData("commands")]
    [InlineData("commands", "list")]
    [InlineData("commands", "replay")]
    [InlineData("load")]
    [InlineData("verify")]
    [InlineData("explain")]
    [InlineData("rebuild")]
    public async Task Every_verb_explains_itself(params string[] verb)
    {
        var (code, output, _) = await RunAsync([.. verb, "--help"]);
        Assert.Equal(0, code);
        Assert.Contains($"tally {string.Join(' ', verb)}", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bill")]
    [InlineData("serve", "--port", "65536")]
    [InlineData("serve", "--mail-from", "billing")]
    [InlineData("serve", "--claim-days", "35")]
    [InlineData("serve", "--claim-days", "400", "--log-days", "399")]
    [InlineData("load", "--zipf", "-1")]
    [InlineData("cost", "--events", "0")]
    [InlineData("cost", "--memory", "3")]
    [InlineData("verify")]
    [InlineData("verify", "inv_1", "--all")]
    [InlineData("explain", "inv_1")]
    [InlineData("load", "--batch", "1001")]
    [InlineData("keys", "create", "--merchant", "org_1", "--scopes", "all")]
    [InlineData("verify", "--all", "--data", "")]
    [InlineData("serve", "--claim-days", "2147483647")]
    public async Task What_cannot_be_meant_is_refused(params string[] args)
    {
        var (code, _, error) = await RunAsync(args);
        Assert.Equal(1, code);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Commands_that_could_not_be_done_are_listed_and_replayed_where_there_are_some()
    {
        Assert.Equal(0, (await RunAsync("merchants", "create", "Acme", "--data", directory.Path)).Code);

        var (listed, list, _) = await RunAsync("commands", "list", "--data", directory.Path);
        Assert.Equal((0, ""), (listed, list));

        var (all, output, _) = await RunAsync("commands", "replay", "--data", directory.Path);
        Assert.Equal((0, "0 commands will be done again"), (all, output.Trim()));

        var (one, _, error) = await RunAsync("commands", "replay", "sub_1:0", "--data", directory.Path);
        Assert.Equal(1, one);
        Assert.Contains("There is no command 'sub_1:0'.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_starts_a_server_for_itself_where_none_runs()
    {
        var (made, keys, _) = await RunAsync("merchants", "create", "Acme", "--data", directory.Path);
        Assert.Equal(0, made);
        Assert.Contains("sk_live_", keys, StringComparison.Ordinal);
        var (listed, merchants, _) = await RunAsync("merchants", "list", "--data", directory.Path);
        Assert.Equal(0, listed);
        Assert.Contains("Acme", merchants, StringComparison.Ordinal);
        Assert.False(File.Exists(directory.Of("server.json")));
    }

    [Fact]
    public async Task Keys_are_made_listed_and_revoked_on_the_server_that_runs()
    {
        await using var host = await TallyHost.StartAsync(new HostSettings { DataDirectory = directory.Path }, TimeProvider.System, default);
        var (_, made, _) = await RunAsync("merchants", "create", "Acme", "--data", directory.Path);
        var merchant = made.Split('\n')[0].Split(' ')[^1];
        var (_, key, _) = await RunAsync("keys", "create", "--merchant", merchant, "--mode", "test", "--scopes", "ingest", "--data", directory.Path);
        var (_, list, _) = await RunAsync("keys", "list", "--merchant", merchant, "--data", directory.Path);
        var line = Assert.Single(list.Split('\n'), line => line.Contains("ingest", StringComparison.Ordinal));
        Assert.EndsWith(line.Split('…')[1][..4], key.Trim(), StringComparison.Ordinal);
        var (code, revoked, _) = await RunAsync("keys", "revoke", line.Split(' ')[0], "--merchant", merchant, "--data", directory.Path);
        Assert.Equal(0, code);
        Assert.Contains("revoked", revoked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_in_use_is_told_in_one_line()
    {
        await using var host = await TallyHost.StartAsync(new HostSettings { DataDirectory = directory.Path }, TimeProvider.System, default);
        await IsRefusedInOneLineAsync(directory.Path, "serve", "--data", directory.Path);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        await using var host = await TallyHost.StartAsync(new HostSettings { DataDirectory = directory.Path }, TimeProvider.System, default);
        await IsRefusedInOneLineAsync("address already in use", "serve", "--data", directory.Of("other"), "--port", $"{host.BaseUrl.Port}");
    }

    [Theory]
    [InlineData("documents.db")]
    [InlineData("format.json")]
    [InlineData("commands.db")]
    public async Task A_damaged_file_is_told_in_one_line(string file)
    {
        Assert.Equal(0, (await RunAsync("merchants", "create", "Acme", "--data", directory.Path)).Code);
        await File.WriteAllTextAsync(directory.Of(file), new string('x', 4096));
        await IsRefusedInOneLineAsync("damaged", "serve", "--data", directory.Path);
    }

    [Fact]
    public async Task A_load_is_counted_once()
    {
        var (code, output, error) = await RunAsync(
            "load", "--data", directory.Path, "--events", "2000", "--customers", "50", "--duplicates", "0.1", "--conflicts", "0.02", "--malformed", "0.01", "--seed", "5");
        Assert.True(code == 0, error);
        Assert.Contains("meters equal what was sent once", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TallyCommand.RunAsync(args, output, error).WaitAsync(TimeSpan.FromMinutes(1));
        return (code, output.ToString(), error.ToString());
    }

    private static async Task IsRefusedInOneLineAsync(string words, params string[] args)
    {
        var (code, _, error) = await RunAsync(args);
        Assert.Equal(1, code);
        Assert.Contains(words, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.StartsWith("tally: ", error, StringComparison.Ordinal);
    }
}
