using Tallystick.Core.Rating;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Core.Tests.Rating;

public class PriceTableTests
{
    private const string Tiers = """[{"upTo":"1000","unitPrice":"0.01","flatFee":"1"},{"upTo":"5000","unitPrice":"0.005","flatFee":"2"},{"upTo":null,"unitPrice":"0.002"}]""";

    [Theory]
    [InlineData("0", "0")] // nothing used reaches no tier
    [InlineData("0.5", "1")] // 0.005 + 1, half to even
    [InlineData("1000", "11")] // a tier has its upper bound
    [InlineData("1000.000000001", "13")]
    [InlineData("1001", "13")]
    [InlineData("5000", "33")]
    [InlineData("10000", "43")]
    [InlineData("-10000", "-43")]
    public void Graduated(string quantity, string amount) => Expect($$"""{"model":"graduated","tiers":{{Tiers}}}""", quantity, amount);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1000", "11")]
    [InlineData("1000.000000001", "7")]
    [InlineData("5000", "27")]
    [InlineData("5001", "10")]
    [InlineData("-5000", "-27")]
    public void Volume(string quantity, string amount) => Expect($$"""{"model":"volume","tiers":{{Tiers}}}""", quantity, amount);

    [Theory]
    [InlineData("up", "0", "0")]
    [InlineData("up", "0.1", "5")]
    [InlineData("up", "100", "5")]
    [InlineData("up", "100.000000001", "10")]
    [InlineData("down", "99.999999999", "0")]
    [InlineData("down", "100", "5")]
    [InlineData("down", "250", "10")]
    [InlineData("up", "-250", "-15")]
    [InlineData("down", "-250", "-10")]
    public void Package(string rounding, string quantity, string amount) =>
        Expect($$"""{"model":"package","packageSize":"100","packagePrice":"5","rounding":"{{rounding}}"}""", quantity, amount);

    [Theory]
    [InlineData("""{"model":"percentage","percentage":"0.03"}""", "1000", "30")]
    [InlineData("""{"model":"percentage","percentage":"0.029","fixedFee":"0.3"}""", "100", "3.2")]
    [InlineData("""{"model":"percentage","percentage":"0.03","minCharge":"5"}""", "100", "5")]
    [InlineData("""{"model":"percentage","percentage":"0.03","minCharge":"5"}""", "0", "0")] // without usage there is no minimum
    [InlineData("""{"model":"percentage","percentage":"0.03","minCharge":"5","maxCharge":"20"}""", "1000", "20")]
    [InlineData("""{"model":"percentage","percentage":"0.03","minCharge":"5","maxCharge":"20"}""", "500", "15")]
    [InlineData("""{"model":"percentage","percentage":"0.03","minCharge":"5","freeUnits":"100"}""", "100", "0")]
    [InlineData("""{"model":"percentage","percentage":"0.03","minCharge":"5","freeUnits":"100"}""", "101", "5")]
    [InlineData("""{"model":"percentage","percentage":"0.5","freeUnits":"100"}""", "300", "100")]
    [InlineData("""{"model":"percentage","percentage":"0.03","maxCharge":"20"}""", "-1000", "-20")]
    public void Percentage(string price, string quantity, string amount) => Expect(price, quantity, amount);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("100", "90")] // 100 × (1 - 0.1)
    [InlineData("500", "250")]
    [InlineData("800", "160")] // the lowest price
    [InlineData("2000", "400")]
    [InlineData("-100", "-90")]
    public void Linear_volume(string quantity, string amount)
    {
        const string Properties = """ "default":"1","gradient":"-0.001","min":"0.2","max":"1"}""";
        Expect("""{"model":"linearVolume",""" + Properties, quantity, amount);
        Expect("""{"model":"volume",""" + Properties, quantity, amount); // as others spell it
    }

    [Theory]
    [InlineData("50", "0")]
    [InlineData("100", "0")]
    [InlineData("1100", "11")] // free units fill no tier
    [InlineData("1101", "13")]
    public void Free_units_come_before_the_tiers(string quantity, string amount) =>
        Expect($$"""{"model":"graduated","tiers":{{Tiers}},"freeUnits":"100"}""", quantity, amount);

    [Fact]
    public void A_matrix_prices_each_group_and_what_has_no_cell_at_the_default()
    {
        var matrix = PriceOf.Json("""
            {"model":"matrix","dimensions":["region","model"],"defaultUnitPrice":"0.5","cells":[
              {"values":{"model":"large","region":"eu"},"unitPrice":"3"},{"values":{"region":"us","model":"large"},"unitPrice":"2"}]}
            """);
        var used = new UsedQuantity(17)
        {
            Groups = new Dictionary<GroupKey, decimal>
            {
                [GroupKey.Of(["large", "us"])] = 10, // in the order of the dimensions' names
                [GroupKey.Of(["large", "eu"])] = 1,
                [GroupKey.Of(["small", "eu"])] = 4,
                [GroupKey.Of(["", "eu"])] = 1,
            },
        };

        Assert.Equal("region=eu, model=large: 1 × 3 = 3; region=us, model=large: 10 × 2 = 20; other: 6 × 0.5 = 3", PriceOf.Details(matrix, used));
        Assert.Equal("26", Rater.Amount(matrix, used).ToString());
        Assert.Equal(2, matrix.PriceOf(GroupKey.Of(["large", "us"]), null));
        Assert.Equal(0.5m, matrix.PriceOf(GroupKey.Of(["tiny", "us"]), null));
    }

    [Theory]
    [InlineData("""{"model":"standard","unitPrice":"2"}""", "7", "")]
    [InlineData("""{"model":"standard","unitPrice":"2","freeUnits":"3"}""", "7", "free: 3 × 0 = 0; each: 4 × 2 = 8")]
    [InlineData("""{"model":"standard","unitPrice":"2","freeUnits":"3"}""", "2", "free: 2 × 0 = 0")]
    [InlineData($$"""{"model":"graduated","tiers":{{Tiers}}}""", "1200",
        "up to 1000: 1000 × 0.01 = 10; up to 1000, flat fee: 1 × 1 = 1; above 1000 up to 5000: 200 × 0.005 = 1; above 1000 up to 5000, flat fee: 1 × 2 = 2")]
    [InlineData($$"""{"model":"volume","tiers":{{Tiers}}}""", "6000", "above 5000: 6000 × 0.002 = 12")]
    [InlineData("""{"model":"package","packageSize":"100","packagePrice":"5"}""", "101", "packages of 100: 2 × 5 = 10")]
    [InlineData("""{"model":"percentage","percentage":"0.03","fixedFee":"1","minCharge":"5"}""", "100",
        "3 %: 100 × 0.03 = 3; fixed fee: 1 × 1 = 1; up to the minimum charge: 1 × 1 = 1")]
    [InlineData("""{"model":"percentage","percentage":"0.03","maxCharge":"5"}""", "1000", "3 %: 1000 × 0.03 = 30; above the maximum charge: 1 × -25 = -25")]
    [InlineData("""{"model":"linearVolume","default":"1","gradient":"-0.001","min":"0","max":"1"}""", "300", "each: 300 × 0.7 = 210")]
    public void A_price_says_what_it_is_made_of(string price, string quantity, string details) =>
        Assert.Equal(details, PriceOf.Details(PriceOf.Json(price), new UsedQuantity(decimal.Parse(quantity))));

    [Theory]
    [InlineData("""{"model":"standard","unitPrice":"0.25"}""", "0", "0.25")]
    [InlineData("""{"model":"volume","tiers":[{"unitPrice":"0.25"}]}""", "0", "0")]
    [InlineData("""{"model":"package","packageSize":"3","packagePrice":"1"}""", "3", "0.333333333")]
    [InlineData("""{"model":"package","packageSize":"3","packagePrice":"1"}""", "-4", "0.5")]
    [InlineData($$"""{"model":"graduated","tiers":{{Tiers}}}""", "10000", "0.0043")]
    public void Where_units_cost_different_amounts_their_average_is_shown(string price, string quantity, string unitPrice)
    {
        var (model, used) = (PriceOf.Json(price), decimal.Parse(quantity));

        Assert.Equal(decimal.Parse(unitPrice), Rater.UnitPrice(model, used, Rater.Amount(model, new UsedQuantity(used))));
    }

    private static void Expect(string price, string quantity, string amount) => Assert.Equal(amount, PriceOf.Cost(PriceOf.Json(price), quantity));
}
