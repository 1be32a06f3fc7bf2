namespace Tallystick.Core.Values;

/// <summary>A thing that has an <see cref="Id{T}"/>; names the prefix that its ids carry.</summary>
public interface IIdentified
{
    /// <summary>The part before the underscore, for example <c>cus</c>.</summary>
    static abstract string IdPrefix { get; }
}
