namespace Tallystick.Core.Limits;

/// <summary>When the use of a day is a spike.</summary>
/// <param name="Factor">So many times the mean of the days before, more than 1 and at most 1,000.</param>
/// <param name="Days">Of how many days before, 1 to 28.</param>
public sealed record SpikeTerms(decimal Factor, int Days);
