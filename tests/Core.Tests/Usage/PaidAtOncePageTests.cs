using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Rating;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

/// <summary>The table of docs/pricing.md about what is paid at once says what the code does.</summary>
public partial class PaidAtOncePageTests
{
    [Fact]
    public async Task The_wallet_is_asked_for_what_the_table_says()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(HereAt())!, "..", "..", "..", "docs", "pricing.md"));
        var rows = Row().Matches(page);

        Assert.Equal(7, rows.Count);
        foreach (Match row in rows)
        {
            Assert.Equal(row.Groups["asked"].Value, await AskedAsync(row.Groups["price"].Value, row.Groups["events"].Value.Split(", ")));
        }
    }

    private static async Task<string> AskedAsync(string price, string[] events)
    {
        var pipeline = await Pipeline.CreateAsync(instant: PriceOf.Json(price));
        await pipeline.TopUpAsync(1000);
        var (asked, spent) = (new List<string>(), 0m);
        foreach (var (index, one) in events.Index())
        {
            var isVoid = one.StartsWith("void", StringComparison.Ordinal);
            await pipeline.AppendAsync(
                isVoid ? new UsageEvent { Key = $"{index}", OccurredAt = Noon, TimestampGiven = true, Corrects = EventId.Of(Account, "0") }
                : Reported($"{index}", decimal.Parse(one, CultureInfo.InvariantCulture), Noon + (index * Duration.FromHours(1)), "2"));
            await pipeline.MeterAllAsync();
            var wallet = await pipeline.WalletAsync();
            asked.Add(DecimalJsonConverter.Format(wallet.Spent - spent));
            spent = wallet.Spent;
        }

        return string.Join(", ", asked);
    }

    [GeneratedRegex(@"^\| `(?<price>\{""model"".*?)` \| (?<events>[^|]*?) \| (?<asked>[^|]*?) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static string HereAt([CallerFilePath] string path = "") => path;
}
