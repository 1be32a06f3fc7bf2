using System.Buffers;

namespace Tallystick.Core.Values;

/// <summary>The characters that may follow an id's prefix.</summary>
internal static class IdCharacters
{
    internal static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}
