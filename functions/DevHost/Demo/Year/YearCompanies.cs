using static Tallystick.DevHost.Demo.Year.YearPayer;
using static Tallystick.DevHost.Demo.Year.YearPlan;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>The companies of the demo, all of them invented: with the one of the demo's month they are forty customers.</summary>
public static class YearCompanies
{
    private const int Today = YearCalendar.Today;
    private const int New = YearCalendar.Months - 1;

    /// <summary>Who cannot pay any more: the wallet is empty.</summary>
    public const string Exhausted = "nullpunkt";

    /// <summary>Who has a spend cap, and comes to it.</summary>
    public const string Capped = "bytewise";

    /// <summary>Who buys another plan in between.</summary>
    public const string Growing = "parrotdesk";

    /// <summary>Who has ended the subscription.</summary>
    public const string Gone = "southpaw";

    /// <summary>Whose subscription is paused.</summary>
    public const string Paused = "oficina";

    /// <summary>Whose usage comes late now and then, and is billed by notes of its own.</summary>
    public const string Tardy = "trident";

    /// <summary>All of them, in the order in which they came.</summary>
    public static IReadOnlyList<YearCompany> All { get; } =
    [
        .. new YearCompany[]
        {
            new("halcyon", "Halcyon Robotics", Scale, Transfer, 0, 1, 4m) { TimeZone = "America/New_York" },
            new("kodomradet", "Kodområdet AB", PayAsYouGo, Wallet, 0, 6, 3m),
            new("bergstroem", "Bergström & Söhne GmbH", Team, Card, 0, 1, 3m) { TimeZone = "Europe/Berlin" },
            new("parrotdesk", "Parrot Desk", Inference, Card, 0, 11, 3m),
            new("papertrail", "Papertrail Archives", Artifacts, Transfer, 0, 21, 2m),
            new("bytewise", "Bytewise Tutoring", PayAsYouGo, Wallet, 0, 16, 2m),
            new("meridien", "Atelier Méridien", Team, Transfer, 0, 1, 2m) { TaxId = "FR40303265045" },
            new("lumen", "Lumen Translations", Inference, Transfer, 0, Today, 3m),
            new("trident", "Trident Freight", Scale, Card, 1, 6, 3m) { TimeZone = "America/Chicago" },
            new("zaklabs", "Żak Labs", PayAsYouGo, Wallet, 1, 11, 2m),
            new("silo", "Silo & Sons", Artifacts, Card, 1, 16, 1m),
            new("gruenwald", "Grünwald Verlag für digitale Lehr- und Lernmittel und angewandte Informatik mbH", Team, LateTransfer, 1, 1, 2m) { TimeZone = "Europe/Berlin" },
            new("kestrel", "Kestrel Search", Inference, Card, 2, 1, 4m),
            new("olcek", "Ölçek Yazılım", Team, Card, 2, 11, 2m),
            new("judge", "Judge & Jury Online", PayAsYouGo, Wallet, 2, 21, 4m),
            new("musee", "Musée Virtuel", Artifacts, LateTransfer, 3, 26, 2m) { TimeZone = "Europe/Paris" },
            new("copperfield", "Copperfield Media Group", Scale, LateTransfer, 3, 16, 2m),
            new("southpaw", "Southpaw Games", Inference, Card, 3, 21, 3m),
            new("shinonome", "東雲プログラミング塾", PayAsYouGo, Wallet, 4, 1, 3m),
            new("fjordkraft", "Fjordkraft Data", Team, Stopped, 4, 6, 2m) { TimeZone = "Europe/Oslo" },
            new("ironwood", "Ironwood Insurance", Inference, Transfer, 4, 26, 3m),
            new("haskoli", "Háskóli Norðursins", Artifacts, Transfer, 5, Today, 2m),
            new("novysmer", "Nový Směr s.r.o.", Team, Card, 5, 16, 2m) { TaxId = "CZ25123891" },
            new("pagegarden", "Pagegarden", Inference, DeclinedCard, 5, 6, 2m),
            new("compilecafe", "Compile Café", PayAsYouGo, Wallet, 6, 11, 2m),
            new("nullpunkt", "Nullpunkt Akademie", PayAsYouGo, WalletOnce, 6, 26, 2m),
            new("oficina", "Oficina do Código Lda.", Team, Transfer, 6, 21, 1m) { Coupon = YearCatalog.Coupon },
            new("aurora", "Aurora Grid", Scale, Transfer, 7, 1, 3m),
            new("mangrove", "Mangrove Health", Inference, Card, 7, 16, 3m),
            new("cobalt", "Cobalt Renders", Artifacts, Card, 7, 11, 3m),
            new("tulip", "Tulip Logistics BV", Team, Transfer, 8, 1, 2m) { TaxId = "NL004495445B01" },
            new("quill", "Quill & Query", Inference, Stopped, 8, 11, 2m),
            new("recursion", "Recursion Clubs of Ireland", PayAsYouGo, Wallet, 9, 6, 3m),
            new("vesuvio", "Vesuvio Software S.r.l.", Team, Card, 10, 1, 3m) { Coupon = YearCatalog.Coupon, TimeZone = "Europe/Rome" },
            new("delta", "Delta Genomics", Artifacts, Card, 10, Today, 4m),
            new("zephyr", "Zephyr Travel", Inference, Card, 11, 6, 3m) { Coupon = YearCatalog.Coupon },
            new("laereplads", "Læreplads ApS", PayAsYouGo, Wallet, New, 24, 3m),
            new("omega", "Ωmega Analytics", Inference, Card, New, 12, 3m),
            new("hackathon", "Hackathon Kitchen", PayAsYouGo, Wallet, New, 3, 5m),
        }.Select((company, index) => company with { Number = index }),
    ];
}
