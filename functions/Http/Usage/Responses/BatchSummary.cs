namespace Tallystick.Http.Usage.Responses;

/// <summary>The numbers of a batch.</summary>
public sealed record BatchSummary(int Total, int Successful, int Failed);
