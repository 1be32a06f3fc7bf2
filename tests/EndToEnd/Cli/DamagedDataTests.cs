using Tallystick.Core.Storage;
using Tallystick.DevHost.Commands;
using Tallystick.Local;

namespace Tallystick.Tests.EndToEnd.Cli;

/// <summary>Directories, keys and documents that are not what a verb needs: a line says which, and nothing is made.</summary>
public sealed class DamagedDataTests : IDisposable
{
    private readonly CliDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("verify", "--all")]
    [InlineData("verify", "inv_1")]
    [InlineData("explain", "inv_1", "--line", "1")]
    [InlineData("rebuild")]
    [InlineData("close")]
    [InlineData("merchants", "list")]
    [InlineData("keys", "list", "--merchant", "org_1")]
    [InlineData("keys", "create", "--merchant", "org_1")]
    [InlineData("keys", "revoke", "key_1", "--merchant", "org_1")]
    public async Task Bug_a_mistyped_directory_was_made_and_found_in_order(params string[] verb)
    {
        var mistyped = directory.Of("typo");

        await IsToldInOneLineAsync($"{mistyped} is no data directory", [.. verb, "--data", mistyped]);

        Assert.False(Directory.Exists(mistyped));
    }

    [Theory]
    [InlineData("verify", "--all")]
    [InlineData("merchants", "list")]
    [InlineData("close")]
    public async Task Bug_a_short_key_of_the_operator_ended_in_a_stack_trace(params string[] verb)
    {
        await MakeAsync();
        var (code, _, error) = await RunAsync([.. verb, "--key", "op_bad", "--data", directory.Path]);
        Assert.Equal(1, code);
        Assert.Equal("--key takes the operator's key, which has at least 20 characters.", error.Trim());
    }

    [Fact]
    public async Task A_short_key_in_the_file_of_the_operator_s_key_is_told_in_a_line()
    {
        await MakeAsync();
        await File.WriteAllTextAsync(directory.Of("operator.key"), "op_bad");
        await IsToldInOneLineAsync("operator.key needs at least 20 characters", "serve", "--data", directory.Path);
    }

    [Fact]
    public async Task Bug_rebuild_met_damage_with_a_stack_trace()
    {
        await MakeAsync();
        await DamageAsync("metering", "progress:0.0");
        await IsToldInOneLineAsync("The document progress:0.0 in metering is damaged", "rebuild", "--data", directory.Path);
    }

    [Theory]
    [InlineData("metering", "progress:0.0")]
    [InlineData("metering", "progress:0.1")]
    public async Task Bug_a_server_that_cannot_count_did_not_say_why(string partition, string id)
    {
        await MakeAsync();
        await DamageAsync(partition, id);
        await IsToldInOneLineAsync($"The document {id} in {partition} is damaged", "serve", "--data", directory.Path);
    }

    [Fact]
    public async Task Bug_a_damaged_entry_of_what_is_due_ended_the_server_without_its_name()
    {
        var merchant = await MakeAsync();
        await DamageAsync($"{merchant}/billing", "due:2020");
        await IsToldInOneLineAsync($"The document due:2020 in {merchant}/billing is damaged", "serve", "--data", directory.Path);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TallyCommand.RunAsync(args, output, error).WaitAsync(TimeSpan.FromMinutes(1));
        return (code, output.ToString(), error.ToString());
    }

    private static async Task IsToldInOneLineAsync(string words, params string[] args)
    {
        var (code, _, error) = await RunAsync(args);
        Assert.Equal(1, code);
        Assert.Contains(words, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.StartsWith("tally: ", error, StringComparison.Ordinal);
    }

    private async Task<string> MakeAsync()
    {
        var (code, made, error) = await RunAsync("merchants", "create", "Acme", "--data", directory.Path);
        Assert.True(code == 0, error);
        return made.Split('\n')[0].Split(' ')[^1];
    }

    private async Task DamageAsync(string partition, string id)
    {
        await using var backend = LocalBackend.Open(directory.Path, new LocalOptions(), TimeProvider.System);
        Assert.True(await backend.Documents.CommitAsync(partition, [DocumentWrite.Put(id, "{]"u8.ToArray())], default));
    }
}
