namespace Tallystick.Http;

/// <summary>What part of a list an answer is.</summary>
/// <param name="Limit">How many at most.</param>
/// <param name="Offset">How many were passed over.</param>
/// <param name="Total">How many the whole list has.</param>
public sealed record Pagination(int Limit, int Offset, long Total);
