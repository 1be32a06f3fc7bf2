using Tallystick.Core.Blobs;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="IBlobStore"/> promises.</summary>
public abstract class BlobStoreContract
{
    /// <summary>An empty store.</summary>
    protected abstract IBlobStore Store { get; }

    [Fact]
    public async Task A_blob_is_read_as_it_was_put()
    {
        Assert.True(await Put("invoices/2026/inv_1.json", "one"));

        Assert.Equal("one", await Get("invoices/2026/inv_1.json"));
    }

    [Fact]
    public async Task What_was_not_put_reads_as_null() => Assert.Null(await Get("a"));

    [Fact]
    public async Task A_blob_may_be_empty()
    {
        Assert.True(await Put("a", ""));
        Assert.Equal("", await Get("a"));
    }

    [Fact]
    public async Task The_same_bytes_may_be_put_again_and_others_may_not()
    {
        await Put("a", "one");

        Assert.True(await Put("a", "one"));
        Assert.False(await Put("a", "two"));
        Assert.False(await Put("a", "one "));
        Assert.Equal("one", await Get("a"));
    }

    [Fact]
    public async Task The_caller_owns_its_buffer_once_the_call_has_returned()
    {
        var buffer = Samples.Bytes("one").ToArray();
        await Store.PutAsync("a", buffer, default);

        buffer[0] = 0;

        Assert.Equal("one", await Get("a"));
    }

    [Fact]
    public async Task Of_racing_puts_exactly_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(() => Put("a", $"{caller}"))));

        var winner = Assert.Single(Enumerable.Range(0, outcomes.Length), caller => outcomes[caller]);
        Assert.Equal($"{winner}", await Get("a"));
    }

    [Fact]
    public async Task Names_that_file_systems_confuse_are_told_apart()
    {
        string[] names = ["a", "A", "a/b", "a/b/c", "a.b", "con", "~", "-", "...", "a.", "a.~", "a.~~", "a./b", "a.~/b", new('x', BlobName.MaxLength)];
        foreach (var name in names)
        {
            Assert.True(await Put(name, $"content of {name}"));
        }

        foreach (var name in names)
        {
            Assert.Equal($"content of {name}", await Get(name));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("ü")]
    [InlineData("a\0")]
    public Task A_name_out_of_bounds_is_refused(string name) => AssertRefusedAsync(name);

    [Fact]
    public async Task A_name_that_is_too_long_or_has_too_many_parts_is_refused()
    {
        await AssertRefusedAsync(new string('x', BlobName.MaxLength + 1));
        await AssertRefusedAsync(string.Join('/', Enumerable.Repeat('x', BlobName.MaxParts + 1)));
        Assert.True(await Put(string.Join('/', Enumerable.Repeat('x', BlobName.MaxParts)), "one"));
    }

    private async Task AssertRefusedAsync(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Put(name, "one"));
        await Assert.ThrowsAsync<ArgumentException>(() => Get(name));
    }

    private async Task<bool> Put(string name, string content) => await Store.PutAsync(name, Samples.Bytes(content), default);

    private async Task<string?> Get(string name) => await Store.GetAsync(name, default) is { } content ? Samples.Text(content) : null;
}
