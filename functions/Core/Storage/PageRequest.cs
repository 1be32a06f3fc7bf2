namespace Tallystick.Core.Storage;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">How many at most, 1 to 100.</param>
/// <param name="Offset">How many to pass over, 0 or more.</param>
public sealed record PageRequest(int Limit = 10, int Offset = 0);
