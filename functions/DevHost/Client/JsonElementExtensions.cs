using System.Globalization;
using System.Text.Json;

namespace Tallystick.DevHost.Client;

/// <summary>Reads members of answers.</summary>
internal static class JsonElementExtensions
{
    /// <summary>A text, or "" for null.</summary>
    internal static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    /// <summary>A decimal, written as a text.</summary>
    internal static decimal Number(this JsonElement element, string name) =>
        decimal.Parse(element.Text(name), NumberStyles.Number, CultureInfo.InvariantCulture);
}
