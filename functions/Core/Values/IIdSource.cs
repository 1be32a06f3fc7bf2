namespace Tallystick.Core.Values;

/// <summary>Where new ids come from.</summary>
public interface IIdSource
{
    /// <summary>
    /// A suffix never given before: 26 characters of <c>[0-9a-z]</c> that sort by the time of their making (to the millisecond).
    /// </summary>
    string NextSuffix();

    /// <summary>A new id.</summary>
    sealed Id<T> Next<T>()
        where T : IIdentified => Id<T>.Of(NextSuffix());
}
