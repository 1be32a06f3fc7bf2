using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed partial class PricingPageTests
{
    [Fact]
    public async Task Every_example_of_the_page_comes_to_what_it_says()
    {
        await using var api = await TestApi.StartAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(HereAt())!, "..", "..", "..", "docs", "pricing.md"));
        var examples = Example().Matches(page);

        Assert.Equal(page.Split("```json").Length - 1, examples.Count);
        foreach (Match example in examples)
        {
            var answer = await api.Live.SendAsync(HttpMethod.Post, "/v0/prices/preview", example.Groups["request"].Value, 200);
            var details = string.Join("; ", answer["details"]!.AsArray().Select(part =>
                $"{part!.Text("label")}: {part!.Text("quantity")} × {part!.Text("unitPrice")} = {part!.Text("amount")}"));
            Assert.Equal(example.Groups["answer"].Value, details.Length == 0 ? answer.Text("amount") : $"{answer.Text("amount")} = {details}");
        }
    }

    [GeneratedRegex(@"```json\n(?<request>.*?)\n```\n→ (?<answer>.*)\n")]
    private static partial Regex Example();

    private static string HereAt([CallerFilePath] string path = "") => path;
}
