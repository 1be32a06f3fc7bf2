using System.CommandLine;
using Tallystick.DevHost.Demo;

namespace Tallystick.DevHost.Commands;

/// <summary>What commands that play the demo can be told of it.</summary>
internal static class DemoOptions
{
    /// <summary>An option for the month alone.</summary>
    internal static Option<bool> Short() => new("--short") { Description = "Of the demo, play the month of one customer alone." };

    /// <summary>How much is to be played.</summary>
    internal static DemoExtent ExtentOf(ParseResult parsed, Option<bool> isShort) => parsed.GetValue(isShort) ? DemoExtent.Month : DemoExtent.Year;
}
