namespace Tallystick.Paper.Pdf;

/// <summary>What a file says of itself.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Author">Whose it is.</param>
/// <param name="Language">The language of its words, as BCP 47 has it.</param>
/// <param name="At">When what it says came to be.</param>
internal sealed record DocumentFacts(string Title, string Author, string Language, DateTimeOffset At);
