using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests;

/// <summary>Holds the bodies of docs/requests.http to the API: what they name may not be there, what they say is understood.</summary>
public sealed partial class RequestsFileTests
{
    private static readonly string[] Misunderstood = ["UNKNOWN_MEMBER", "INVALID_DURATION", "MALFORMED_JSON", "WRONG_TYPE", "DUPLICATE_MEMBER", "METHOD_NOT_ALLOWED", "ROUTE_NOT_FOUND"];

    [Fact]
    public async Task Every_body_is_understood()
    {
        await using var api = await TestApi.StartAsync();
        var wrong = new List<string>();
        var sent = 0;
        foreach (var block in (await File.ReadAllTextAsync(PathOfFile())).Split("###").Skip(1).Where(block => block.Contains("Content-Type: application/json", StringComparison.Ordinal)))
        {
            var (head, body) = (block.Split("\n\n")[0], string.Join("\n\n", block.Split("\n\n").Skip(1)));
            var line = head.Split('\n')[1].Split(' ');
            var client = head.Contains("{{operatorKey}}", StringComparison.Ordinal) ? api.Operator : api.Test;
            using var request = new HttpRequestMessage(new HttpMethod(line[0]), Filled(line[1].Replace("{{baseUrl}}", "", StringComparison.Ordinal)))
            {
                Content = new StringContent(Filled(body), Encoding.UTF8, "application/json"),
            };
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            sent++;
            if (Misunderstood.Any(code => text.Contains($"\"{code}\"", StringComparison.Ordinal)))
            {
                wrong.Add($"{head.Split('\n')[0].Trim()}: {text}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(sent > 20, $"{sent} requests have a body.");
    }

    private static string Filled(string text) => Variable().Replace(text, "none_1");

    private static string PathOfFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "requests.http");

    [GeneratedRegex(@"\{\{[a-zA-Z]+\}\}")]
    private static partial Regex Variable();
}
