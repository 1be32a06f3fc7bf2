using System.Text.Json;

namespace Tallystick.Http.Exports;

/// <summary>Values as JSON has them, in tables.</summary>
internal static class Words
{
    /// <summary>The word of a value: <c>wallet_liability</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{value}");
}
