using System.Globalization;

namespace Tallystick.Local.Commands;

/// <summary>The name of one handing-out: the command's number in the queue, which is never used again, and the attempt.</summary>
internal readonly record struct CommandLease(long Ordinal, int Attempt)
{
    public override string ToString() => $"{Ordinal}.{Attempt}";

    /// <summary>Reads what <see cref="ToString"/> wrote; a lease that never was where the text is none.</summary>
    public static CommandLease Parse(string text) =>
        text.Split('.') is [var first, var second]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            ? new CommandLease(ordinal, attempt)
            : default;
}
