using Tallystick.DevHost.Hosting;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class ServerFileTests : IDisposable
{
    private static readonly Uri Url = new("http://127.0.0.1:4711");
    private readonly CliDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_server_is_found_until_it_stops()
    {
        ServerFile.Write(directory.Path, Url);
        Assert.Equal(new ServerFile(Url, Environment.ProcessId), ServerFile.Find(directory.Path));
        ServerFile.Delete(directory.Path);
        Assert.Null(ServerFile.Find(directory.Path));
    }

    [Theory]
    [InlineData("""{ "url": "http://127.0.0.1:4711", "pid": 2147483647 }""")]
    [InlineData("""{ "pid": 1 }""")]
    [InlineData("""{ "url": "http://127""")]
    [InlineData("")]
    public void A_file_that_a_killed_process_has_left_is_no_server(string text)
    {
        File.WriteAllText(directory.Of("server.json"), text);
        Assert.Null(ServerFile.Find(directory.Path));
    }

    [Fact]
    public void There_is_no_server_where_there_is_no_directory() => Assert.Null(ServerFile.Find(directory.Of("missing")));
}
