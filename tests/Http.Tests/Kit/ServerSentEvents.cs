using System.Text.Json.Nodes;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>Listens to a stream of server-sent events.</summary>
internal static class ServerSentEvents
{
    /// <summary>The data of the next event.</summary>
    public static async Task<JsonNode> NextEventAsync(this StreamReader reader)
    {
        while (true)
        {
            var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? throw new EndOfStreamException();
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonNode.Parse(line["data: ".Length..])!;
            }
        }
    }
}
