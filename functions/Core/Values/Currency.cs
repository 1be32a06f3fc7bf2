using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tallystick.Core.Values;

/// <summary>A currency of ISO 4217, by its three letters; knows its minor unit.</summary>
/// <remarks><c>default</c> is no currency: it prints as the empty text, and its minor unit cannot be read.</remarks>
[JsonConverter(typeof(CurrencyJsonConverter))]
public readonly record struct Currency
{
    // ISO 4217, list one: the active currencies by the number of digits after the decimal point.
    private static readonly FrozenDictionary<string, int> MinorUnits = new (int Digits, string Codes)[]
    {
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (2, "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK "
            + "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP "
            + "LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB "
            + "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    }.SelectMany(group => group.Codes.Split(' ').Select(code => KeyValuePair.Create(code, group.Digits))).ToFrozenDictionary();

    private readonly string? code;

    private Currency(string code) => this.code = code;

    /// <summary>Digits after the decimal point that the currency's smallest payable amount has: 2 for USD, 0 for JPY, 3 for KWD.</summary>
    public int MinorUnitDigits => MinorUnits[ToString()];

    /// <summary>An amount with all digits of the minor unit: 1.50 for USD, 150 for JPY.</summary>
    public string Text(decimal amount) => amount.ToString($"F{MinorUnitDigits}", CultureInfo.InvariantCulture);

    /// <summary>Reads a code in either case.</summary>
    /// <exception cref="FormatException">It is no active currency of ISO 4217.</exception>
    public static Currency Parse(string text) =>
        TryParse(text, out var currency) ? currency : throw new FormatException($"'{text}' is not a currency of ISO 4217.");

    /// <summary>Reads a code in either case; false where it is no active currency of ISO 4217.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Currency currency)
    {
        var capitals = text?.ToUpperInvariant();
        var known = capitals is not null && MinorUnits.ContainsKey(capitals);
        currency = known ? new Currency(capitals!) : default;
        return known;
    }

    /// <summary>The three letters, in capitals.</summary>
    public override string ToString() => code ?? "";

    private sealed class CurrencyJsonConverter : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var currency) ? currency : throw new JsonException("A currency of ISO 4217 is expected.");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
