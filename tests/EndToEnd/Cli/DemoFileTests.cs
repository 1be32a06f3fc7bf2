using Tallystick.DevHost.Demo;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class DemoFileTests : IDisposable
{
    private readonly CliDirectory directory = new();
    private readonly DemoFile demo = new(
        new Uri("http://127.0.0.1:4711"), "op_1", "org_1", "sk_test_1", "cus_1", new DemoMetrics("bm_1", "bm_2", "bm_3"), "plan_1", "sub_1", "tc_1");

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Only_the_address_changes_at_later_starts()
    {
        demo.Write(directory.Path);
        var moved = new Uri("http://127.0.0.1:815");
        Assert.Equal(demo with { BaseUrl = moved }, DemoFile.Refresh(directory.Path, moved));
        Assert.Equal(demo with { BaseUrl = moved }, DemoFile.Read(directory.Path));
    }

    [Fact]
    public void Where_no_demo_was_played_nothing_is_written()
    {
        Assert.Null(DemoFile.Refresh(directory.Path, demo.BaseUrl));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public void Only_its_owner_can_read_the_keys()
    {
        demo.Write(directory.Path);
        demo.Write(directory.Path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(DemoFile.PathIn(directory.Path)));
        }
    }
}
