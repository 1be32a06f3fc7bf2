using Tallystick.Core.Values;

namespace Tallystick.Http.Binding;

/// <summary>Ids in addresses: one that cannot be is one that is not there.</summary>
public static class Ids
{
    /// <summary>The id, or the refusal that there is no such thing.</summary>
    /// <param name="text">What the address says.</param>
    /// <param name="what">The thing's name, as in codes: <c>CUSTOMER</c>.</param>
    /// <typeparam name="T">What the id names.</typeparam>
    public static Result<Id<T>> Parse<T>(string text, string what)
        where T : IIdentified =>
        Id<T>.TryParse(text, out var id) ? id : Refusal.NotFound(what, text);
}
