using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>A customer's automatic top-up: the settings, and how far the payment has come that is asked for.</summary>
public sealed record AutoTopUp
{
    /// <summary>When and for how much.</summary>
    public required AutoTopUpSettings Settings { get; init; }

    /// <summary>The wallet's currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Where it is.</summary>
    public AutoTopUpState State { get; init; }

    /// <summary>How many payments were asked for since ever; names the last one.</summary>
    public int Asked { get; init; }

    /// <summary>How much the last one was asked for: the settings may have changed since.</summary>
    public decimal AskedAmount { get; init; }

    /// <summary>The last payment; null before the first, and until the provider was asked.</summary>
    public Id<Payment>? PaymentId { get; init; }

    /// <summary>When the provider was last asked how the last payment stands, by the real clock; null before the first payment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? FollowedAt { get; init; }

    /// <summary>Why the last payment was not made; null where it was, or is awaited.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The month of the last payment, in the customer's time zone: <c>2026-03</c>; null before the first.</summary>
    public string? Month { get; init; }

    /// <summary>How many were asked for in that month.</summary>
    public int AskedInMonth { get; init; }

    /// <summary>The idempotency key of the last payment.</summary>
    [JsonIgnore]
    internal string Key => string.Create(CultureInfo.InvariantCulture, $"automatic top-up {Asked}");

    /// <summary>True where less is available than the threshold, and a payment is to be asked for.</summary>
    /// <param name="available">What is available.</param>
    /// <param name="month">The month that it is for the customer.</param>
    public bool IsDue(decimal available, string month) =>
        Settings.Enabled && State == AutoTopUpState.Ready && available < Settings.Threshold && !IsLimited(month);

    /// <summary>True where the month has had all of its payments.</summary>
    /// <param name="month">The month that it is for the customer.</param>
    public bool IsLimited(string month) => Month == month && AskedInMonth >= (Settings.MaxPerMonth ?? int.MaxValue);

    /// <summary>The month of an instant in a time zone.</summary>
    public static string MonthOf(Instant now, DateTimeZone zone) => now.InZone(zone).Date.ToString("uuuu-MM", CultureInfo.InvariantCulture);

    /// <summary>With other settings; what is being asked for stays, and what had failed is forgotten.</summary>
    public AutoTopUp With(AutoTopUpSettings settings) =>
        this with { Settings = settings, State = State == AutoTopUpState.Failed ? AutoTopUpState.Ready : State };

    /// <summary>With a payment noted that is then asked for, once however often.</summary>
    /// <param name="month">The month that it is for the customer.</param>
    public AutoTopUp Ask(string month) => this with
    {
        State = AutoTopUpState.Asking,
        Asked = Asked + 1,
        AskedAmount = Settings.Amount,
        PaymentId = null,
        FailureCode = null,
        Month = month,
        AskedInMonth = Month == month ? AskedInMonth + 1 : 1,
    };

    /// <summary>After the payment was made: ready for the next.</summary>
    public AutoTopUp Succeed() => this with { State = AutoTopUpState.Ready };

    /// <summary>After the payment was not made.</summary>
    /// <param name="code">Why.</param>
    public AutoTopUp Fail(string code) => this with { State = AutoTopUpState.Failed, FailureCode = code };
}
