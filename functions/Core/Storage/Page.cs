namespace Tallystick.Core.Storage;

/// <summary>A part of a list.</summary>
/// <param name="Items">What was asked for.</param>
/// <param name="Request">What part it is.</param>
/// <param name="Total">How many the whole list has.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, PageRequest Request, long Total);
