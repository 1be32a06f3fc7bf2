using System.Runtime.CompilerServices;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>The tables of docs/credits.md say what the code does.</summary>
public class CreditsPageTests
{
    private readonly List<string> rows = [];

    [Fact]
    public void The_table_of_the_burn_order_is_what_happens()
    {
        var credits = Grants.Of(10, "credits", priority: 50) with
        {
            EffectiveAt = On(3, 1),
            Recurrence = new() { Interval = BillingCadence.Month, TimeZone = "UTC", RolloverMaximum = 4 },
        };
        Grant[] granted = [credits, Grants.Of(5, "gift", On(3, 15), On(3, 1)), Grants.Of(3, "reserve", null, On(3, 1), priority: 200)];
        var wallet = granted.Aggregate(Sample.WalletWith(20), (before, grant) => WalletDecisions.Grant(before, grant, On(3, 1)).OrThrow().Wallet);
        Note("1 March", "granted and paid in", wallet);

        wallet = WalletFold.Apply(StateOf(wallet), [new(At(1), null, 12)], On(3, 2)).State.Wallet;
        Note("2 March", "usage costs 12", wallet);

        wallet = WalletTime.At(wallet, On(3, 15));
        Note("15 March", "the gift's time is over", wallet);

        var placed = WalletDecisions.Place(wallet, Usd, HoldOf(21), On(3, 20)).OrThrow();
        Note("20 March", "21 are set aside", placed.Wallet);

        wallet = WalletFold.Apply(StateOf(placed.Wallet, placed.Hold!), [new(At(2), placed.Hold!.Id, 6)], On(3, 21)).State.Wallet;
        Note("21 March", "6 of them are used, the rest is given back", wallet);

        wallet = WalletTime.At(wallet, On(4, 1));
        Note("1 April", "the credits come again", wallet);

        wallet = WalletDecisions.PayInvoice(wallet, "inv_1", 4, On(4, 2)).OrThrow().Wallet;
        Note("2 April", "an invoice takes 4", wallet);
        Note("1 May", "the credits come again, 4 roll over", WalletTime.At(wallet, On(5, 1)));

        Assert.Equal(Table("burn order"), rows);
    }

    [Fact]
    public void The_table_of_rollovers_is_what_happens()
    {
        var cells = Table("rollover").Select(row => row.Trim('|', ' ').Split(" | ").Select(decimal.Parse).ToList()).ToList();

        Assert.All(cells, row =>
        {
            var wallet = WalletDecisions.PayInvoice(Grants.WalletWith(0, Grants.Monthly(10, row[1], row[2])), "inv_1", 10 - row[0], Noon).OrThrow().Wallet;
            var next = WalletTime.At(wallet, Noon + Duration.FromDays(31));
            Assert.Equal((row[3], row[4], row[5]), (next.Available - 10, next.Expired, next.Available));
        });
        Assert.Equal(5, cells.Count);
    }

    private static Instant On(int month, int day) => Instant.FromUtc(2026, month, day, 0, 0);

    private static WalletState StateOf(Wallet wallet, params Hold[] holds) => new(wallet, holds.ToDictionary(hold => hold.Id));

    private static List<string> Table(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(HereAt())!, "..", "..", "..", "docs", "credits.md"));
        return [.. lines.SkipWhile(line => line != $"<!-- test: {name} -->").Skip(3).TakeWhile(line => line.StartsWith('|'))];
    }

    private static string HereAt([CallerFilePath] string path = "") => path;

    private void Note(string when, string what, Wallet wallet)
    {
        string Of(string name) => DecimalJsonConverter.Format(wallet.Lots.Where(lot => lot.Id.Grant == Id<Grant>.Of(name)).Sum(lot => lot.Remaining));
        string Text(decimal amount) => DecimalJsonConverter.Format(amount);
        rows.Add($"| {when} | {what} | {Of("credits")} | {Of("gift")} | {Text(wallet.Purse.Balance)} | {Of("reserve")} | {Text(wallet.Expired)} |");
    }
}
