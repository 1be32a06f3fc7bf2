namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>A way of writing events to PostgreSQL in one statement and one commit.</summary>
internal interface IPostgresStatement : IAsyncDisposable
{
    /// <summary>Writes and commits events.</summary>
    Task WriteAsync(List<ReceivedEvent> events);
}
