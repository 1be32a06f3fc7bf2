namespace Tallystick.Core.Storage;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">How many at most, 1 to 100.</param>
/// <param name="Offset">How many to pass over, 0 or more.</param>
public sealed record PageRequest(int Limit = 10, int Offset = 0)
{
    /// <summary>This page of a list that is at hand.</summary>
    /// <param name="all">The whole list, in its order.</param>
    public Page<T> Of<T>(IReadOnlyList<T> all) => new([.. all.Skip(Offset).Take(Limit)], this, all.Count);
}
